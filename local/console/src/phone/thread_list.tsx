import { Icon } from "../design/icon.tsx";
import { sayNumber } from "../live/say_number.ts";
import { sayClock } from "../live/say_time.ts";
import type { PhoneThread } from "./threads_of.ts";

/** The numbers that this telephone has texted with. */
export function ThreadList({ threads, open }: {
  threads: PhoneThread[];
  open: (number: string) => void;
}) {
  return (
    <div className="threads">
      <h3>Messages</h3>
      {threads.length === 0
        ? (
          <div className="phone-empty">
            <span>
              <Icon name="mask" size={26} />
            </span>
            <p>No texts yet.</p>
            <p>A number to text appears here once there is a conversation.</p>
          </div>
        )
        : (
          <ul>
            {threads.map(({ number, texts }) => {
              const last = texts.at(-1)!;
              return (
                <li key={number}>
                  <button type="button" onClick={() => open(number)}>
                    <span className="silhouette" aria-hidden="true" />
                    <span>
                      <strong>{sayNumber(number)}</strong>
                      <small>{last.body || "Picture"}</small>
                    </span>
                    <time dateTime={last.at}>{sayClock(last.at)}</time>
                  </button>
                </li>
              );
            })}
          </ul>
        )}
    </div>
  );
}
