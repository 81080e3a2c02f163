/** Replaces whatever could be a phone number, an e-mail address or a key in a text that is about to be logged. */
export function redact(text: string): string {
  return text
    .replace(/\+?\d[\d\s().-]{5,}\d/g, "[number]")
    .replace(/[^\s@"'<>()]+@[^\s@"'<>()]+/g, "[address]")
    .replace(/\b(?:sb_secret_|whsec_|SK|AC)[A-Za-z0-9_+/=-]{8,}/g, "[key]")
    .slice(0, 500);
}
