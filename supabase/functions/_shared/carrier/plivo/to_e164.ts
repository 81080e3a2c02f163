/** Plivo writes numbers without their plus; short codes and names stay as they are. */
export function toE164(number: string): string {
  return /^[1-9]\d{6,14}$/.test(number) ? `+${number}` : number;
}
