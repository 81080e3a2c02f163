import type { AutomaticTexts } from "../automatic_texts.ts";

export const ENGLISH: AutomaticTexts = {
  conversationClosed: "This conversation has ended. Your message was not delivered.",
  conversationNotStarted: "This conversation has not started yet. Your message was not delivered.",
  nobodyElse: "Nobody else has joined this conversation yet. Your message was not delivered.",
  noConversation: "This number is not in use right now. Your message was not delivered.",
  notReachable: "The other person can no longer be reached by text on this number.",
  conversationEnded: "This conversation has ended.",
  blocked: "This conversation has ended. You will not be connected with the other person again.",
  reported:
    "This conversation has ended and was reported. You will not be connected with the other person again.",
  numberReplaced: "This conversation now continues on this number. Please use it from now on.",
  muted:
    "You get no more texts of this group. You can still write to it. Text UNMUTE to get its texts again.",
  unmuted: "You get the texts of this group again. Text MUTE to get none.",
  left: "You have left this group. You get no more of its texts.",
  hasLeft: "has left.",
  notDelivered: "Your last message could not be delivered.",
  leakWarned:
    "For your privacy, please leave phone numbers, e-mail addresses and user names out of your texts.",
  leakBlocked:
    "Your message was not delivered. Please leave out phone numbers, e-mail addresses and user names.",
  mediaNotDelivered: "(An attachment could not be delivered.)",
  wordsLost: "(A message could not be delivered.)",
  voicemail: (url, days) =>
    `You missed a call. What the caller left for you, for ${days} ${
      days === 1 ? "day" : "days"
    }: ${url}`,
};
