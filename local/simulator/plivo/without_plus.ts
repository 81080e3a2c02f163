/** A number as Plivo writes it. */
export function withoutPlus(number: string): string {
  return number.replace(/^\+/, "");
}
