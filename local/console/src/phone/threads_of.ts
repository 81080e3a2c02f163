import type { PhoneText } from "../stack/live_data.ts";

/** All texts with one number, oldest first. */
export type PhoneThread = { number: string; texts: PhoneText[] };

/** What a telephone's messages look like by number, the one with the latest text first. */
export function threadsOf(texts: readonly PhoneText[]): PhoneThread[] {
  const threads = new Map<string, PhoneText[]>();
  for (const text of texts) {
    const number = text.direction === "in" ? text.from : text.to;
    const thread = threads.get(number) ?? [];
    thread.push(text);
    // Into the last place, since it has the latest text now.
    threads.delete(number);
    threads.set(number, thread);
  }
  return [...threads].map(([number, texts]) => ({ number, texts })).reverse();
}
