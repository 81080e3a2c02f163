import type { SignedRequest } from "./carrier.ts";
import type { Provider } from "./provider.ts";

/** How far a call has come. The last five are final. */
export type CallStatus =
  | "queued"
  | "ringing"
  | "in_progress"
  | "completed"
  | "busy"
  | "no_answer"
  | "failed"
  | "canceled";

/** What the carrier says of one call. */
export type CallProgress = { sid: string; status: CallStatus; durationSeconds: number | null };

/** A request that the carrier makes about a call. `from` is null when the caller withholds the number. */
export type CallWebhook = CallProgress & {
  from: string | null;
  to: string;
  digits: string;
  /** The phone that was bridged to this one, or was to be. */
  dialed: CallProgress | null;
  recording: { sid: string; seconds: number } | null;
};

/** How the carrier hands a recording out; MP3 is smaller, WAV is as it was recorded. */
export type AudioFormat = "mp3" | "wav";

/** One phone to ring for a call: who it is, the number that is shown there, and what is asked once it is answered. */
export type Leg = { to: string; from: string; answeredUrl: string; statusUrl: string };

/** What the carrier is to do in a call, in this order. The last step decides how it goes on; after it the call ends. */
export type CallStep =
  | { do: "say"; text: string }
  | { do: "ask"; text: string; digits: number | null; thenUrl: string }
  | {
    do: "bridge";
    leg: Leg;
    ringSeconds: number;
    maxSeconds: number;
    thenUrl: string;
    /** Where to tell of the recording; null: nothing is recorded. */
    recordedUrl: string | null;
  }
  | { do: "conference"; name: string; maxSeconds: number }
  | { do: "record"; maxSeconds: number; recordedUrl: string; thenUrl: string }
  | { do: "hang_up" };

/** `unknown` as of a text: the phone may be ringing. */
export type RingResult =
  | { kind: "accepted"; sid: string }
  | { kind: "refused"; code: string }
  | { kind: "unknown"; code: string };

/** The port for calls, beside that for texts. */
export type VoiceCarrier = {
  /** Whose numbers it can call from. */
  provider: Provider;
  /** Verifies, then parses; null when the carrier did not sign it, or signed something that is not about a call. */
  readCall(request: SignedRequest): Promise<CallWebhook | null>;
  /** The answer to such a request that makes the carrier take these steps. */
  answer(steps: CallStep[], language: string): Promise<Response>;
  /** Rings a phone. */
  ring(leg: Leg & { ringSeconds: number; maxSeconds: number }): Promise<RingResult>;
  /** Lets a call go on with what this URL answers. Throws when the carrier does not. */
  redirect(sid: string, url: string): Promise<void>;
  /** Ends a call. Throws when the carrier does not. */
  hangUp(sid: string): Promise<void>;
  /** How far a call has come, or the one that was bridged to `parentSid`; null when there is none. Throws when the carrier cannot be asked. */
  findCall(call: { sid: string } | { parentSid: string }): Promise<CallProgress | null>;
  /** What was recorded, as audio; null when there is nothing any more. Throws as `findCall`. */
  fetchRecording(sid: string, format: AudioFormat): Promise<Response | null>;
};
