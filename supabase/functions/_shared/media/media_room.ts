import { LANGUAGES } from "../language/language.ts";
import { automaticTexts } from "../routing/automatic_texts.ts";
import { linkLength } from "./media_link.ts";

/** How long each file may make a text as a link, and how long a note about those that cannot be had, each with the end of its line. */
export function mediaRoom(
  publicFunctionsUrl: string,
): { file_length: number; note_length: number } {
  const notes = LANGUAGES.map((language) => automaticTexts(language).mediaNotDelivered.length);
  return {
    file_length: 1 + linkLength(publicFunctionsUrl),
    note_length: 1 + Math.max(...notes),
  };
}

/** What a message's files may take of its words' room: nothing, where they have parts of their own. */
export function roomTaken(
  publicFunctionsUrl: string,
  { media_count, media_parts }: { media_count: number; media_parts: number },
): number {
  if (media_count === 0 || media_parts > 0) return 0;
  const { file_length, note_length } = mediaRoom(publicFunctionsUrl);
  return media_count * file_length + note_length;
}
