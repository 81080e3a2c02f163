import type { Carrier, SignedRequest } from "../../functions/_shared/carrier/carrier.ts";

/** What the port leaves a carrier free not to do. */
export type Lack =
  /** Its records have neither words nor the number of files: it finds a text by numbers, kind and time alone. */
  | "words"
  /** Its records of texts go when it likes; of their files this is not true. */
  | "deletion"
  /** It takes a text to somebody who opted out, and says so later. */
  | "refused opt-outs"
  /** Its signature covers the URL without its query, and nothing else. */
  | "signed bodies";

/** A carrier's adapter against something that answers as the carrier does. */
export type CarrierHarness = {
  carrier: Carrier;
  /** The same adapter where nothing listens, and with credentials that the carrier refuses. */
  unreachable: Carrier;
  wrongCredentials: Carrier;
  /** A number of the account, somebody to text, somebody who said STOP, and a number that is none. */
  from: string;
  to: string;
  optedOut: string;
  invalid: string;
  /** From now on the carrier does this to every text. */
  fail(
    how:
      | "rate_limit"
      | "server_error"
      | "accept_then_timeout"
      | "accept_then_error"
      | "refuse_delete",
  ): Promise<void>;
  /** How the carrier's own id of a text reads here, and what the port has for its codes. */
  toSid(id: string): string;
  codes: { invalid: string; rateLimited: string; optedOut: string[]; undelivered: string };
  lacks?: readonly Lack[];
  /** Webhooks of the carrier's, in its own words, signed; `more` are parameters that nobody knows. */
  signedText(
    url: string,
    text: { id: string; from: string; to: string; body: string },
    more: [string, string][],
  ): SignedRequest;
  signedStatus(
    url: string,
    status: { id: string; status: string; code?: string; to?: string },
  ): SignedRequest;
  signatureHeader: string;
  /** What such a webhook says of files at these addresses. */
  mediaParams(urls: string[]): [string, string][];
  /** Somebody sends the account a text with two files, both `GIF89a`; its id. */
  receiveMedia(): Promise<string>;
  stop(): Promise<void>;
};
