import { randomFrom } from "./random_from.ts";

/** What can go wrong, as probabilities in 0..1 unless said otherwise. */
export const FAULTS = {
  /** Creating a message: 429, never accepted. */
  rate_limit: 0,
  /** 500, not accepted. */
  server_error: 0,
  /** Accepted and delivered, but the caller never gets an answer. */
  accept_then_timeout: 0,
  /** Accepted and delivered, but the answer is a 500. */
  accept_then_error: 0,
  /** Milliseconds that an answer takes. */
  slow_ms: 0,
  /** A webhook or callback comes twice. */
  repeat_webhook: 0,
  /** The webhook of an inbound message is never sent; the carrier's list has the message. */
  lose_webhook: 0,
  /** No status callback of a message is ever sent. */
  lose_status: 0,
  /** The message never arrives: status undelivered, error 30003. */
  undelivered: 0,
  /** Deleting a message: 20009, as long as the carrier is still at work on it. */
  refuse_delete: 0,
  /** Buying a number: 21422, as when somebody else was faster. */
  refuse_buy: 0,
  /** Buying a number: bought, but the answer is a 500. */
  buy_then_error: 0,
};

export type FaultName = Exclude<keyof typeof FAULTS, "slow_ms">;
export type FaultSettings = typeof FAULTS & {
  shuffle_status: boolean;
  seed: number;
  /** Texts and calls from this number are refused: 21606 and 21210, Plivo's 40. */
  bad_number: string;
};
export type Faults = {
  settings: FaultSettings;
  strikes(name: FaultName): boolean;
  random(): number;
};

/** No faults, until `parseFaults` brings some. */
export function createFaults(settings: Partial<FaultSettings> = {}): Faults {
  const all = { ...FAULTS, shuffle_status: false, seed: 1, bad_number: "", ...settings };
  const random = randomFrom(all.seed);
  return { settings: all, strikes: (name) => all[name] > 0 && random() < all[name], random };
}

/** Reads the body of `PUT /simulator/faults`; a text says what is wrong with it. */
export function parseFaults(input: unknown): Partial<FaultSettings> | string {
  if (input === null || typeof input !== "object" || Array.isArray(input)) {
    return "the body must be an object";
  }
  for (const [name, value] of Object.entries(input)) {
    if (name === "shuffle_status") {
      if (typeof value !== "boolean") return "shuffle_status must be true or false";
    } else if (name === "bad_number") {
      if (typeof value !== "string") return "bad_number must be a text";
    } else if (name !== "seed" && !Object.hasOwn(FAULTS, name)) {
      return `there is no fault ${JSON.stringify(name).slice(0, 40)}`;
    } else if (typeof value !== "number" || !Number.isFinite(value) || value < 0) {
      return `${name} must be a number, 0 at least`;
    } else if (name !== "seed" && name !== "slow_ms" && value > 1) {
      return `${name} must be 1 at most`;
    }
  }
  return input;
}
