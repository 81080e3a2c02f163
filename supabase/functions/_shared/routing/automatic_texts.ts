/** To somebody whose conversation has ended. */
export const CONVERSATION_CLOSED_TEXT =
  "This conversation has ended. Your message was not delivered.";

/** To somebody whose conversation is yet to begin. */
export const CONVERSATION_NOT_STARTED_TEXT =
  "This conversation has not started yet. Your message was not delivered.";

/** To somebody who is in no conversation on this number. */
export const NO_CONVERSATION_TEXT =
  "This number is not in use right now. Your message was not delivered.";

/** To the others, when a participant opted out. */
export const NOT_REACHABLE_TEXT =
  "The other person can no longer be reached by text on this number.";

/** To the other one, when a participant said BLOCK or REPORT: the same words for both, and none about why. */
export const CONVERSATION_ENDED_TEXT = "This conversation has ended.";

/** To whoever said BLOCK. */
export const BLOCKED_TEXT =
  "This conversation has ended. You will not be connected with the other person again.";

/** To whoever said REPORT. */
export const REPORTED_TEXT =
  "This conversation has ended and was reported. You will not be connected with the other person again.";

/** To a participant, from the number that took the place of another. */
export const NUMBER_REPLACED_TEXT =
  "This conversation now continues on this number. Please use it from now on.";
/** To whoever said MUTE, UNMUTE or LEAVE in a group. */
export const MUTED_TEXT =
  "You get no more texts of this group. You can still write to it. Text UNMUTE to get its texts again.";
export const UNMUTED_TEXT = "You get the texts of this group again. Text MUTE to get none.";
export const LEFT_TEXT = "You have left this group. You get no more of its texts.";

/** To the others in the group, behind the label of whoever said LEAVE. */
export const HAS_LEFT_TEXT = "has left.";

/** To a sender, when a text did not arrive. */
export const NOT_DELIVERED_TEXT = "Your last message could not be delivered.";

/** To a sender, once a day, whose text was relayed although it tells how to be reached elsewhere. */
export const LEAK_WARNED_TEXT =
  "For your privacy, please leave phone numbers, e-mail addresses and user names out of your texts.";

/** To a sender, once a day, whose text was not relayed for that reason. */
export const LEAK_BLOCKED_TEXT =
  "Your message was not delivered. Please leave out phone numbers, e-mail addresses and user names.";

/** In place of, or below, what cannot be passed on. */
export const MEDIA_NOT_DELIVERED_TEXT = "(An attachment could not be delivered.)";

/** In place of a text that came in and whose words the carrier could not hand over. */
export const WORDS_LOST_TEXT = "(A message could not be delivered.)";

/** To somebody for whom a caller left a message. */
export function voicemailText(url: string, days: number): string {
  return `You missed a call. What the caller left for you, for ${days} ${
    days === 1 ? "day" : "days"
  }: ${url}`;
}
