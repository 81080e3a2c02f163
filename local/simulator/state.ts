import type { Faults } from "./faults.ts";
import type { Behaviour, Call } from "./voice/call.ts";

/** A number of the account, and where its texts and calls go. */
export type AccountNumber = {
  sid: string;
  number: string;
  smsUrl: string;
  smsFallbackUrl: string;
  voiceUrl: string;
  statusCallback: string;
};

/** A message as the carrier keeps it. */
export type Message = {
  sid: string;
  from: string;
  to: string;
  body: string;
  media: { url: string; content_type: string }[];
  direction: "inbound" | "outbound-api" | "outbound-reply";
  status: string;
  errorCode: number | null;
  messagingServiceSid: string | null;
  statusCallback: string | null;
  createdAt: Date;
  sentAt: Date | null;
  statuses: string[];
  /** Answers to the webhook of an inbound message: HTTP statuses, 0 for none. */
  webhookAnswers: number[];
};

/** What a person's phone shows. */
export type PhoneMessage = {
  sid: string;
  from: string;
  to: string;
  body: string;
  media: { url: string; content_type: string }[];
  direction: "in" | "out";
  at: string;
};

/** All that the simulator knows, in memory. */
export type State = {
  accountSid: string;
  authToken: string;
  numbers: Map<string, AccountNumber>;
  messages: Map<string, Message>;
  phones: Map<string, PhoneMessage[]>;
  /** `<person> <number>`: the person said STOP to the number. */
  optOuts: Set<string>;
  calls: Map<string, Call>;
  /** What phones do by themselves. */
  behaviours: Map<string, Behaviour>;
  conferences: Map<string, Set<Call>>;
  /** Recordings, and the call that each is of. */
  recordings: Map<string, string>;
  /** All TwiML that was answered, with the phone whose call it was for. */
  answers: { phone: string; body: string }[];
  /** Real numbers that calls would have shown. */
  leaks: string[];
  faults: Faults;
  /** Webhooks and callbacks that are under way. */
  pending: Set<Promise<void>>;
  /** Texts of one person to one number reach us in their order. */
  queues: Map<string, Promise<void>>;
  closing: AbortController;
};

/** 34 characters: two letters and 32 hex digits. */
export function newSid(prefix: "SM" | "MM" | "PN" | "CA" | "RE"): string {
  return prefix + crypto.randomUUID().replaceAll("-", "");
}

/** Runs work that outlives its request; `GET /simulator/idle` knows of it. */
export function inBackground(state: State, work: Promise<void>): void {
  const tracked = work.catch(() => {}).finally(() => state.pending.delete(tracked));
  state.pending.add(tracked);
}

/** Waits, but not beyond the simulator's end. */
export function pause(state: State, milliseconds: number): Promise<void> {
  if (milliseconds <= 0 || state.closing.signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    state.closing.signal.addEventListener("abort", done, { once: true });
    function done() {
      clearTimeout(timer);
      state.closing.signal.removeEventListener("abort", done);
      resolve();
    }
  });
}

/** Puts a message on somebody's phone. */
export function show(state: State, phone: string, message: Message, direction: "in" | "out"): void {
  const { sid, from, to, body, media } = message;
  const messages = state.phones.get(phone) ?? [];
  messages.push({ sid, from, to, body, media, direction, at: new Date().toISOString() });
  state.phones.set(phone, messages);
}
