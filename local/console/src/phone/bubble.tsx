import { memo } from "react";
import { sayClock } from "../live/say_time.ts";
import type { PhoneText } from "../stack/live_data.ts";

/** One text on a telephone, with its pictures. */
export const Bubble = memo(function Bubble({ text, joined }: { text: PhoneText; joined: boolean }) {
  const { direction, body, media, at } = text;
  return (
    <li className={`bubble ${direction}${joined ? " joined" : ""}`}>
      <span className="unseen">{direction === "in" ? "Received: " : "Sent: "}</span>
      {media.map(({ url, content_type }) =>
        content_type.startsWith("image/")
          ? <img key={url} src={url} alt="A picture" loading="lazy" />
          : (
            <a key={url} href={url} target="_blank" rel="noreferrer">
              {`A file (${content_type})`}
            </a>
          )
      )}
      {body !== "" && <p>{body}</p>}
      {!joined && <time dateTime={at}>{sayClock(at)}</time>}
    </li>
  );
});
