import type { Env } from "../env.ts";
import { AppError } from "../errors.ts";
import type { Carrier } from "./carrier.ts";
import { type Provider, PROVIDERS } from "./provider.ts";

export type Carriers = {
  /** Those that have credentials. */
  configured: readonly Provider[];
  /** A carrier's adapter, loaded when it is first asked for; null when it is unknown or has no credentials. */
  find(provider: string): Promise<Carrier | null>;
  /** As `find`, but throws `not_configured`. */
  get(provider: string): Promise<Carrier>;
};

type CarrierSettings = Pick<
  Env,
  | "TWILIO_ACCOUNT_SID"
  | "TWILIO_AUTH_TOKEN"
  | "TWILIO_API_KEY"
  | "TWILIO_API_SECRET"
  | "TWILIO_MESSAGING_SERVICE_SID"
  | "TWILIO_API_BASE_URL"
  | "PLIVO_AUTH_ID"
  | "PLIVO_AUTH_TOKEN"
  | "PLIVO_API_BASE_URL"
>;

/** The carriers of these settings. */
export function createCarriers(env: CarrierSettings): Carriers {
  const { PLIVO_AUTH_ID, PLIVO_AUTH_TOKEN, PLIVO_API_BASE_URL } = env;
  const loaders: Partial<Record<Provider, () => Promise<Carrier>>> = {
    twilio: async () => {
      const { createTwilioCarrier } = await import("./twilio/create_twilio_carrier.ts");
      return createTwilioCarrier(env);
    },
    ...(PLIVO_AUTH_ID === undefined || PLIVO_AUTH_TOKEN === undefined ? {} : {
      plivo: async () => {
        const { createPlivoCarrier } = await import("./plivo/create_plivo_carrier.ts");
        return createPlivoCarrier({ PLIVO_AUTH_ID, PLIVO_AUTH_TOKEN, PLIVO_API_BASE_URL });
      },
    }),
  };
  const loaded: Partial<Record<Provider, Promise<Carrier>>> = {};
  const configured = PROVIDERS.filter((provider) => loaders[provider] !== undefined);

  const find = async (name: string): Promise<Carrier | null> => {
    const provider = configured.find((known) => known === name);
    return provider === undefined ? null : await (loaded[provider] ??= loaders[provider]!());
  };
  return {
    configured,
    find,
    async get(name) {
      const carrier = await find(name);
      if (!carrier) {
        throw new AppError(
          "not_configured",
          "Use the number's carrier: it is unknown, or its settings are not set",
        );
      }
      return carrier;
    },
  };
}
