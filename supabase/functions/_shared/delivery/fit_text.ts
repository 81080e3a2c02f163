import { countSegments } from "../carrier/count_segments.ts";
import { LONGEST_TEXT } from "./split_text.ts";

/** The longest text that goes out in so many parts with the prefix in front of each; `taken`: what the files may take of that. */
export function longestText(prefix: string, parts: number, taken = 0): number {
  return Math.max(0, parts * (LONGEST_TEXT - prefix.length) - taken);
}

/** Into how many parts another text goes, and about how many segments each has; null when it needs more parts than there are. */
export function fitText(
  text: string,
  prefix: string,
  parts: number,
  taken = 0,
): { parts: number; segments: number } | null {
  if (text.length > longestText(prefix, parts, taken)) return null;
  const needed = Math.max(Math.min(parts, 1), Math.ceil(text.length / longestText(prefix, 1)));
  return { parts: needed, segments: Math.ceil(countSegments(prefix + text) / Math.max(needed, 1)) };
}
