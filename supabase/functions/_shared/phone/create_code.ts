/** So many digits, each of the codes as likely as any other. */
export function createCode(
  digits: number,
  random: () => number = () => crypto.getRandomValues(new Uint32Array(1))[0]!,
): string {
  const codes = 10 ** digits;
  // The last of the 32-bit numbers would make some codes likelier than others.
  const fair = Math.floor(2 ** 32 / codes) * codes;
  for (;;) {
    const number = random();
    if (number < fair) return String(number % codes).padStart(digits, "0");
  }
}
