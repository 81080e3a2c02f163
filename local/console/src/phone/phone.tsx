import { memo, useMemo, useState } from "react";
import { Icon } from "../design/icon.tsx";
import type { Person } from "../live/cast.ts";
import { sayNumber } from "../live/say_number.ts";
import { sayClock } from "../live/say_time.ts";
import { useNow } from "../live/use_now.ts";
import type { PhoneState } from "../stack/live_data.ts";
import { CallScreen } from "./call_screen.tsx";
import "./phone.css";
import { Thread } from "./thread.tsx";
import { ThreadList } from "./thread_list.tsx";
import { threadsOf } from "./threads_of.ts";

/**
 * The telephone of one person, as that person sees it: `proxyNumber` is all there is to text and call, null while there is no
 * conversation. `state` is undefined until the telephone is known.
 */
export const Phone = memo(function Phone({ person, proxyNumber, state }: {
  person: Person;
  proxyNumber: string | null;
  state: PhoneState | undefined;
}) {
  const threads = useMemo(() => threadsOf(state?.texts ?? []), [state?.texts]);
  // What is chosen here, until another conversation is shown: null is the list of all threads.
  const [chosen, choose] = useState<{ under: string | null; number: string | null }>();
  const latest = threads[0]?.number ?? null;
  const number = chosen && chosen.under === proxyNumber ? chosen.number : proxyNumber ?? latest;
  const call = state?.calls.findLast(({ status }) => LIVE.includes(status));

  return (
    <section className={`phone person-${person.hue}`} aria-label={`Phone of ${person.name}`}>
      <header className="phone-owner">
        <span className="avatar" aria-hidden="true">{person.name.slice(0, 1)}</span>
        <div>
          <h2>{person.name}</h2>
          <p className="digits" title="Nobody else is ever shown this number">
            {sayNumber(person.phone)}
          </p>
        </div>
        <span className="phone-private">
          <Icon name="lock" size={13} />
          own number
        </span>
      </header>
      <div className="phone-device">
        <StatusBar />
        <div className="phone-screen">
          {number === null
            ? (
              <ThreadList
                threads={threads}
                open={(number) => choose({ under: proxyNumber, number })}
              />
            )
            : (
              <Thread
                phone={person.phone}
                number={number}
                texts={threads.find((thread) => thread.number === number)?.texts ?? NONE}
                back={() => choose({ under: proxyNumber, number: null })}
              />
            )}
          {call && <CallScreen phone={person.phone} call={call} />}
        </div>
      </div>
    </section>
  );
});

const NONE: never[] = [];

/** Of a call that is not over. */
const LIVE = ["queued", "ringing", "in-progress"];

function StatusBar() {
  const now = useNow();
  return (
    <div className="phone-status" aria-hidden="true">
      <span>{sayClock(now).replace(/ [AP]M/, "")}</span>
      <span className="phone-island" />
      <svg width="38" height="12" viewBox="0 0 38 12" fill="currentColor">
        <rect x="0" y="7" width="2.6" height="4" rx="0.8" />
        <rect x="4" y="5" width="2.6" height="6" rx="0.8" />
        <rect x="8" y="3" width="2.6" height="8" rx="0.8" />
        <rect x="12" y="1" width="2.6" height="10" rx="0.8" />
        <rect x="19.5" y="1.5" width="15" height="9" rx="2.5" fill="none" stroke="currentColor" />
        <rect x="21.2" y="3.2" width="10" height="5.6" rx="1.2" />
        <rect x="35.5" y="4.5" width="1.5" height="3" rx="0.7" />
      </svg>
    </div>
  );
}
