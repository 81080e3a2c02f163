import { type Provider, PROVIDERS } from "./provider.ts";

/** Whose id of a text this is: all but Twilio's begin with `<carrier>:`, so that the ids of two carriers never meet. */
export function providerOf(sid: string): Provider {
  return PROVIDERS.find((provider) => sid.startsWith(`${provider}:`)) ?? "twilio";
}
