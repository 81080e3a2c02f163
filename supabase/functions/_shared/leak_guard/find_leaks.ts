import { findAddresses } from "./find_addresses.ts";
import { findHandles } from "./find_handles.ts";
import { findLinks } from "./find_links.ts";
import { findPhoneNumbers } from "./find_phone_numbers.ts";
import { foldText } from "./fold_text.ts";
import type { Leak } from "./leak.ts";

/**
 * What in a text tells how to reach its sender past the app, in order and without overlaps. `earlier` are the texts that the sender
 * sent just before: a number that begins there and ends here is found by the part that is here.
 */
export function findLeaks(text: string, earlier: string[] = []): Leak[] {
  const own = findIn(text);
  if (earlier.length === 0) return own;
  // A number may be cut between its groups or within one.
  const across = ["\n", ""].flatMap((joint) => {
    const before = openEnd(earlier, joint);
    return findIn(before + text)
      .filter(({ kind, start, end }) =>
        (kind === "phone" || kind === "email") && start < before.length && end > before.length
      )
      .map(({ kind, end }): Leak => ({ kind, start: 0, end: end - before.length }));
  });
  return withoutOverlaps([...across, ...own]);
}

/** The earlier texts after their last leak: what was whole is not continued. */
function openEnd(earlier: string[], joint: string): string {
  const joined = earlier.filter((text) => text !== "").map((text) => text + joint).join("");
  return joined.slice(findIn(joined).at(-1)?.end ?? 0);
}

function findIn(original: string): Leak[] {
  const { text, starts, ends } = foldText(original);
  return withoutOverlaps([
    ...findLinks(text),
    ...findAddresses(text),
    ...findPhoneNumbers(text),
    ...findHandles(text),
  ]).map(({ kind, start, end }) => ({ kind, start: starts[start]!, end: ends[end - 1]! }));
}

/** In the order of the text; of two that overlap one from the first's beginning to the last's end. */
function withoutOverlaps(leaks: Leak[]): Leak[] {
  const merged: Leak[] = [];
  for (const leak of leaks.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    if (last && leak.start < last.end) last.end = Math.max(last.end, leak.end);
    else merged.push({ ...leak });
  }
  return merged;
}
