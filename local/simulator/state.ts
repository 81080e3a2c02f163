import type { Faults } from "./faults.ts";
import type { Behaviour, Call } from "./voice/call.ts";

/** A number of the account, and where its texts and calls go. Of Twilio, unless it says otherwise. */
export type AccountNumber = {
  sid: string;
  number: string;
  smsUrl: string;
  smsMethod: string;
  smsFallbackUrl: string;
  smsApplicationSid: string;
  voiceUrl: string;
  voiceMethod: string;
  voiceApplicationSid: string;
  trunkSid: string;
  statusCallback: string;
  statusCallbackMethod: string;
  /** What it can do. */
  sms: boolean;
  mms: boolean;
  voice: boolean;
  carrier?: "plivo";
};

/** A file of a message that a phone sends, or that the carrier was offered: what its own copy answers is what this URL answers. */
export type Media = { sid: string; url: string; content_type: string; deleted?: boolean };

/** A picture as a phone shows it. */
export type PhoneMedia = { url: string; content_type: string; size?: number };

/** A message as the carrier keeps it. */
export type Message = {
  sid: string;
  from: string;
  to: string;
  body: string;
  media: Media[];
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
  media: PhoneMedia[];
  direction: "in" | "out";
  at: string;
};

/** The credentials of the account that is Plivo's. */
export type PlivoAccount = { authId: string; authToken: string };

/** All that the simulator knows, in memory. */
export type State = {
  /** Where the simulator answers. */
  url: string;
  accountSid: string;
  authToken: string;
  plivo: PlivoAccount | null;
  numbers: Map<string, AccountNumber>;
  messages: Map<string, Message>;
  phones: Map<string, PhoneMessage[]>;
  /** Pictures on phones, by the id in their URL. */
  pictures: Map<string, { content_type: string; bytes: Uint8Array<ArrayBuffer> }>;
  /** `<person> <number>`: the person said STOP to the number. */
  optOuts: Set<string>;
  calls: Map<string, Call>;
  /** What phones do by themselves. */
  behaviours: Map<string, Behaviour>;
  conferences: Map<string, Set<Call>>;
  /** Recordings, and the call that each is of. */
  recordings: Map<string, string>;
  /** All TwiML that was answered, with the call that it was for, and whose phone that is. */
  answers: { call_sid: string; phone: string; body: string }[];
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
export function newSid(prefix: "SM" | "MM" | "ME" | "PN" | "CA" | "RE"): string {
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
export function show(
  state: State,
  phone: string,
  message: Message,
  direction: "in" | "out",
  media: PhoneMedia[] = [],
): void {
  const { sid, from, to, body } = message;
  const messages = state.phones.get(phone) ?? [];
  messages.push({ sid, from, to, body, media, direction, at: new Date().toISOString() });
  state.phones.set(phone, messages);
}
