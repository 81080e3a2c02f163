import type { CarrierNumbers } from "./carrier_numbers.ts";

/** A text to hand to the carrier, with links from which it fetches media. `statusCallback` is told what becomes of it. */
export type OutboundText = {
  to: string;
  from: string;
  body: string;
  mediaUrls?: string[];
  statusCallback?: string;
};

/**
 * What the carrier said: `accepted`; `refused` with its code and what that means for another try; `unknown` when it may or may not
 * have taken the text (a timeout, a reset, a 5xx), so that sending again could send twice.
 */
export type SendResult =
  | { kind: "accepted"; sid: string; status: string }
  | {
    kind: "refused";
    code: string;
    retry: "now" | "later" | "never";
    optedOut: boolean;
    retryAfterSeconds?: number;
  }
  | { kind: "unknown"; code: string };

/** Which sent text to look for: one handed over at or after `since`, of these words and so many media, where the carrier keeps them. */
export type SentText = { to: string; from: string; body: string; mediaCount: number; since: Date };

/** A file of a text, in size and type. */
export type MediaShape = { content_type: string; size: number };

/**
 * A file of a text that came in; `refused` for good, with why: it is gone, too large, or the carrier would have us look elsewhere;
 * `unreachable` when another try may do better.
 */
export type FetchedMedia =
  | { kind: "fetched"; bytes: Uint8Array }
  | { kind: "refused"; code: "gone" | "too_large" | "elsewhere" }
  | { kind: "unreachable"; code: string };

/** A text that the carrier keeps; the words stay there. */
export type CarrierCopy = { sid: string; from: string; to: string };

/**
 * A text that arrived, or what became of one that we sent. `from` is as the carrier has it: not always E.164. `mediaUrls` are for
 * `fetchMedia` alone; a text from the carrier's list has none yet, see `findMedia`.
 */
export type CarrierWebhook =
  | {
    kind: "text";
    sid: string;
    from: string;
    to: string;
    body: string;
    mediaCount: number;
    mediaUrls: string[];
    optOutType: "STOP" | "START" | "HELP" | null;
  }
  | ({ kind: "status"; sid: string } & SentStatus);

/** A text that came in, as the carrier lists it: `body` is null where the carrier keeps no words. */
export type ReceivedText = Omit<CarrierWebhook & { kind: "text" }, "body"> & {
  body: string | null;
};

/** The part of a status that moves a forward on; a carrier's words for "still on its way" are null. */
export type ForwardProgress = "sent" | "delivered" | "undelivered" | "failed";

/** What became of a sent text to this number: null where a callback does not say. `optedOut` says that its owner wants no texts. */
export type SentStatus = {
  status: ForwardProgress | null;
  code: string | null;
  to: string | null;
  optedOut: boolean;
};

/** A signed request: the public URL that the carrier called, byte for byte, the headers, and the raw body. */
export type SignedRequest = { url: string; headers: Headers; body: string };

/** The port that each carrier's adapter fills; `carrier_contract.ts` is what all of them must pass. */
export type Carrier = {
  send(text: OutboundText): Promise<SendResult>;
  /** The ids of sent texts that match, oldest first; throws when the carrier cannot be asked. */
  findSent(text: SentText): Promise<string[]>;
  /** Texts that came in to us at or after `since`, oldest first, also those of which no webhook told; throws as `findSent`. */
  findReceived(since: Date): Promise<ReceivedText[]>;
  /** The URLs of the media of a text that came in, when no webhook told; throws as `findSent`. */
  findMedia(sid: string): Promise<string[]>;
  /** A file of a text that came in: from the carrier's own media hosts and nowhere else, and no more than `maxBytes` of it. Never throws. */
  fetchMedia(url: string, maxBytes: number, signal: AbortSignal): Promise<FetchedMedia>;
  /** Whether a text to this number can bring these media; where not, they go as links. */
  takesMedia(to: string, media: MediaShape[]): Promise<boolean>;
  /** What became of a sent text, when no callback told; throws as `findSent`. */
  fetchStatus(sid: string): Promise<SentStatus>;
  /** Every text, and call, to or from this number that the carrier keeps and would delete; throws as `findSent`. */
  findCopies(phone: string): Promise<CarrierCopy[]>;
  /**
   * Of a text, a call or a recording: false while the carrier still keeps it, since it is under way or is not for us to delete; true
   * when there is none any more. Throws as `findSent`.
   */
  deleteMessage(sid: string): Promise<boolean>;
  /** Of the files of a text that came in, while its words stay: false while the carrier still keeps them. Throws as `findSent`. */
  deleteMedia(sid: string): Promise<boolean>;
  /** Verifies, then parses; null when the carrier did not sign it, or signed something that is no text and no status. */
  readWebhook(request: SignedRequest): Promise<CarrierWebhook | null>;
  /** Whether the carrier answers and takes our credentials. */
  check(): Promise<boolean>;
  /** Buying and keeping numbers. */
  numbers(): Promise<CarrierNumbers>;
};
