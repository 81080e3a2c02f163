/** The carriers that there are adapters for; a pool number names its own. */
export const PROVIDERS = ["twilio", "plivo"] as const;

export type Provider = typeof PROVIDERS[number];

/** Whether there is a voice adapter for its calls. */
export function canCall(provider: Provider): boolean {
  return provider === "twilio";
}
