const CODES = 1_000_000;
/** The last of the 32-bit numbers would make some codes likelier than others. */
const FAIR = Math.floor(2 ** 32 / CODES) * CODES;

/** Six digits, each of the million codes as likely as any other. */
export function createCode(
  random: () => number = () => crypto.getRandomValues(new Uint32Array(1))[0]!,
): string {
  for (;;) {
    const number = random();
    if (number < FAIR) return String(number % CODES).padStart(6, "0");
  }
}
