/** What the codes mean that an operator meets most, by Twilio's list of error codes. */
const MEANINGS: Record<string, string> = {
  "20003": "the carrier does not know the credentials",
  "20429": "too many requests for now",
  "21211": "not a number that can be texted",
  "21408": "texts to this country are not allowed in the account",
  "21610": "the person has opted out",
  "21612": "this number cannot text that one",
  "21614": "not a mobile number",
  "30003": "the phone is off or out of reach",
  "30004": "the person blocks these texts",
  "30005": "the number does not exist any more",
  "30006": "a landline, or a carrier that cannot be reached",
  "30007": "filtered as unwanted",
  "30008": "the carrier does not say why",
  "30034": "the number is not registered for texts (A2P 10DLC)",
  CARRIER_NOT_CONFIGURED: "the settings have no credentials of its carrier",
};

/** A carrier's error code in words. */
export function describeCode(code: string | null): string {
  if (code === null) return "on its way, or not tried yet";
  return MEANINGS[code] ?? "see the carrier's list of error codes";
}
