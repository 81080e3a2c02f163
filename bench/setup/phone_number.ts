/** The n-th number of the reserved range +1 NXX 555 01xx, for n below 78,000. */
export function phoneNumber(index: number): string {
  return `+1${210 + Math.floor(index / 100)}55501${String(index % 100).padStart(2, "0")}`;
}
