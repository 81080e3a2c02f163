import type { Carrier } from "./carrier.ts";
import type { Carriers } from "./create_carriers.ts";

/** For tests: Twilio is this carrier, and there is no other. */
export function fakeCarriers(carrier: Partial<Carrier>): Carriers {
  const twilio = carrier as Carrier;
  return {
    configured: ["twilio"],
    find: (provider) => Promise.resolve(provider === "twilio" ? twilio : null),
    get: () => Promise.resolve(twilio),
  };
}
