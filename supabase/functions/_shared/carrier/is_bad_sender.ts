/** Codes that speak of the number that was sent or called from, whoever it was for. */
const CODES = new Map<string, ReadonlySet<string>>([
  // docs: api/errors
  [
    "twilio",
    new Set([
      "21210", // calls: neither the account's nor verified
      "21212", // it is no number
      "21601", // not an SMS number of the account
      "21606", // cannot send, or is not the account's: being ported, too
      "21659", // not a number of Twilio's
      "21660", // of another account
      "21661", // cannot send texts
      "30032", // toll-free, not verified
      "30034", // of no A2P 10DLC campaign
    ]),
  ],
  // docs: messaging/troubleshooting/error-codes
  [
    "plivo",
    new Set([
      "40", // not the account's, or cannot text
    ]),
  ],
]);

/**
 * Whether a carrier's code of a text, or a call, that failed for good indicts the number that it came from. What may pass by itself
 * (Twilio's 30035, being registered) or may be the text's fault (30007, Plivo's 30, filtered) does not.
 */
export function isBadSender(provider: string, code: string | null): boolean {
  return code !== null && CODES.get(provider)?.has(code) === true;
}
