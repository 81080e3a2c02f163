import { newSid, type State } from "../state.ts";

/**
 * What a phone does by itself when it rings. `ring` leaves it to a person, as does no behaviour at all; a call to one that does `fail`
 * comes to nothing, to one that is `unreachable` there is none.
 */
export type Behaviour = {
  on_call: "ring" | "answer" | "busy" | "no_answer" | "reject" | "fail" | "unreachable";
  /** Pressed whenever something asks for keys. */
  digits: string;
  /** How long after it was connected, or after it called, the phone hangs up. */
  hang_up_after_ms: number | null;
};

export type CallDirection = "inbound" | "outbound-api" | "outbound-dial";

/** One leg: the line between the carrier and one phone. */
export type Call = {
  sid: string;
  direction: CallDirection;
  from: string;
  to: string;
  /** Whose phone it is. */
  phone: string;
  parentSid: string | null;
  status: string;
  statusCallback: string | null;
  statusEvents: Set<string>;
  /** Of such a call no status callback is ever sent. */
  silent: boolean;
  createdAt: Date;
  answeredAt: Date | null;
  endedAt: Date | null;
  /** Everything that was said or played to the phone. */
  heard: string[];
  /** The phones that this one was ever connected with. */
  connectedTo: string[];
  pressed: string;
  wish: "answer" | "reject" | null;
  redirectUrl: string | null;
  watchers: Set<() => void>;
  reports: Promise<void>;
};

/** A line that begins; it is known to the simulator from now on. */
export function newCall(
  state: State,
  call: Pick<Call, "direction" | "from" | "to" | "phone"> & Partial<Call>,
): Call {
  const made: Call = {
    sid: newSid("CA"),
    parentSid: null,
    status: "queued",
    statusCallback: null,
    statusEvents: new Set(["completed"]),
    silent: state.faults.strikes("lose_status"),
    createdAt: new Date(),
    answeredAt: null,
    endedAt: null,
    heard: [],
    connectedTo: [],
    pressed: "",
    wish: null,
    redirectUrl: null,
    watchers: new Set(),
    reports: Promise.resolve(),
    ...call,
  };
  state.calls.set(made.sid, made);
  return made;
}

/** Says that something about a call has changed. */
export function touch(call: Call): void {
  for (const look of [...call.watchers]) look();
}

/** Waits until the test holds, which is looked at whenever one of the calls changes; false when the time is up before. */
export function when(
  calls: Call[],
  test: () => boolean,
  milliseconds = Infinity,
): Promise<boolean> {
  if (test()) return Promise.resolve(true);
  return new Promise((resolve) => {
    const timer = milliseconds === Infinity ? null : setTimeout(() => done(false), milliseconds);
    const look = () => test() && done(true);
    for (const call of calls) call.watchers.add(look);
    function done(held: boolean) {
      if (timer !== null) clearTimeout(timer);
      for (const call of calls) call.watchers.delete(look);
      resolve(held);
    }
  });
}
