import { memo, useEffect, useLayoutEffect, useMemo, useRef } from "react";
import { Disclosure } from "../design/disclosure.tsx";
import { Icon } from "../design/icon.tsx";
import { sayNumber } from "../live/say_number.ts";
import { useAction } from "../live/use_action.ts";
import type { PhoneText } from "../stack/live_data.ts";
import { simulator } from "../stack/simulator.ts";
import { Bubble } from "./bubble.tsx";
import { Composer } from "./composer.tsx";

const WORDS = [
  ["STOP", "No more texts from any of the app's numbers"],
  ["START", "Takes STOP back"],
  ["BLOCK", "Ends the conversation for good"],
] as const;

/** Everything that was texted with one number, and what can be sent to it. */
export function Thread({ phone, number, texts, back }: {
  phone: string;
  number: string;
  texts: PhoneText[];
  back: () => void;
}) {
  const { failure, run } = useAction();
  const blocks = useBlocks(texts);
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const toEnd = () => {
    if (atEnd.current && list.current) list.current.scrollTop = list.current.scrollHeight;
  };

  useLayoutEffect(toEnd, [texts]);
  // Pictures and a first layout come later than the texts themselves.
  useEffect(() => {
    const sizes = new ResizeObserver(toEnd);
    for (const element of [list.current!, list.current!.firstElementChild!]) sizes.observe(element);
    return () => sizes.disconnect();
  }, []);

  const send = (body: string, media: string[] = []) => {
    atEnd.current = true;
    return run("text", () => simulator.text(phone, number, body, media));
  };

  return (
    <div className="thread">
      <header className="thread-head">
        <button
          type="button"
          className="button plain icon"
          aria-label="All messages"
          onClick={back}
        >
          <Icon name="back" />
        </button>
        <div className="thread-who">
          <span className="silhouette" aria-hidden="true" />
          <strong className="digits">{sayNumber(number)}</strong>
        </div>
        <button
          type="button"
          className="button plain icon"
          aria-label={`Call ${sayNumber(number)}`}
          title="Call"
          onClick={() => run("call", () => simulator.call(phone, number))}
        >
          <Icon name="phone" />
        </button>
        <Disclosure label="Text a keyword" icon="more">
          {WORDS.map(([word, meaning]) => (
            <button
              key={word}
              type="button"
              onClick={() => send(word)}
            >
              {`Text ${word}`}
              <small>{meaning}</small>
            </button>
          ))}
        </Disclosure>
      </header>
      <div
        className="thread-texts"
        ref={list}
        role="log"
        aria-label={`Texts with ${sayNumber(number)}`}
        tabIndex={0}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          atEnd.current = scrollHeight - scrollTop - clientHeight < 48;
        }}
      >
        <div>
          {blocks.map((block, index) => (
            <Block
              key={index}
              texts={block}
              next={blocks[index + 1]?.[0]}
            />
          ))}
        </div>
        {texts.length === 0 && (
          <p className="thread-hint">Say something. Only this number will show.</p>
        )}
      </div>
      {failure && <p className="thread-failure" role="alert">{failure}</p>}
      <Composer send={send} />
    </div>
  );
}

/** So many texts are laid out, or left alone while nobody sees them, together. */
const BLOCK = 40;

/** The texts in blocks; one that is as it was is the same as before. */
function useBlocks(texts: PhoneText[]): PhoneText[][] {
  const known = useRef<PhoneText[][]>([]);
  return useMemo(() => {
    const blocks: PhoneText[][] = [];
    for (let from = 0; from < texts.length; from += BLOCK) {
      const block = texts.slice(from, from + BLOCK);
      const before = known.current[blocks.length];
      const same = before?.length === block.length &&
        block.every((text, at) => text === before[at]);
      blocks.push(same ? before : block);
    }
    return known.current = blocks;
  }, [texts]);
}

const Block = memo(function Block({ texts, next }: {
  texts: PhoneText[];
  next: PhoneText | undefined;
}) {
  return (
    <ol className="thread-block">
      {texts.map((text, index) => (
        <Bubble
          key={text.sid + text.direction}
          text={text}
          joined={joins(text, texts[index + 1] ?? next)}
        />
      ))}
    </ol>
  );
});

/** Whether the next text follows so closely, from the same side, that one time does for both. */
function joins(text: PhoneText, next: PhoneText | undefined): boolean {
  return next?.direction === text.direction && Date.parse(next.at) - Date.parse(text.at) < 60_000;
}
