import { countSegments } from "./count_segments.ts";

/** A label of 32 characters, a colon and a space. */
export const LONGEST_PREFIX = 34;

/**
 * How long a text is, as SQL needs it to know into how many parts and segments it goes with a label in front: `room` is how long a
 * label of GSM-7's letters may be without one segment more, `segments_ucs2` how many there are at most with another. With files also
 * what `mediaRoom` says.
 */
export type TextSize = {
  length: number;
  room: number;
  segments_ucs2: number;
  file_length?: number;
  note_length?: number;
};

/** A text's segments by itself, and its size. */
export function measureText(body: string): { segments: number; size: TextSize } {
  const segments = countSegments(body);
  let room = LONGEST_PREFIX;
  while (room > 0 && countSegments("x".repeat(room) + body) > segments) room--;
  return {
    segments,
    size: {
      length: body.length,
      room,
      segments_ucs2: countSegments("✓".repeat(LONGEST_PREFIX) + body),
    },
  };
}
