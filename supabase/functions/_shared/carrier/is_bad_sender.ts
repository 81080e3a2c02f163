/** Twilio's codes (docs: api/errors) that speak of the number a text was sent from, whoever it was for. */
const TWILIO = new Set([
  "21212", // it is no number
  "21601", // not an SMS number of the account
  "21606", // cannot send, or is not the account's: being ported, too
  "21659", // not a number of Twilio's
  "21660", // of another account
  "21661", // cannot send texts
  "30032", // toll-free, not verified
  "30034", // of no A2P 10DLC campaign
]);

/**
 * Whether a carrier's code of a text that failed for good indicts the number that it was sent from. What may pass by itself
 * (30035, being registered) or may be the text's fault (30007, filtered) does not. Plivo has no code that says so without doubt.
 */
export function isBadSender(provider: string, code: string | null): boolean {
  return provider === "twilio" && code !== null && TWILIO.has(code);
}
