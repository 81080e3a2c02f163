import { findLeaks } from "./find_leaks.ts";

/** What a conversation does about leaks. Under `allow` nobody looks for any. */
export type LeakPolicy = "warn" | "redact" | "block";
export type Verdict = "clean" | "warned" | "redacted" | "blocked";

const VERDICTS = { warn: "warned", redact: "redacted", block: "blocked" } as const;

/** Shorter than every leak, so that what was as long as a text may be stays so. */
const REMOVED = "***";

/** Judges a text under a policy: the verdict, and what may be relayed of it. The same text always gets the same. */
export function judgeText(
  policy: LeakPolicy,
  text: string,
  earlier: string[],
): { verdict: Verdict; text: string } {
  const leaks = findLeaks(text, earlier);
  if (leaks.length === 0) return { verdict: "clean", text };
  if (policy !== "redact") return { verdict: VERDICTS[policy], text };
  let kept = "";
  let position = 0;
  for (const { start, end } of leaks) {
    kept += text.slice(position, start) + REMOVED.slice(0, end - start);
    position = end;
  }
  return { verdict: "redacted", text: kept + text.slice(position) };
}
