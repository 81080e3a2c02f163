import { findLeaks } from "../leak_guard/find_leaks.ts";

/** Seven digits and more, however they are spaced, could be somebody's number. */
const LOOKS_LIKE_A_NUMBER = /(?:\d[\s().-]*){7,}/;

/** Whether words hold a phone number, an e-mail address, a user name or a link. */
export function tellsHowToReach(text: string): boolean {
  return LOOKS_LIKE_A_NUMBER.test(text) || findLeaks(text).length > 0;
}
