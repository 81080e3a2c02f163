import type { SpokenTexts } from "../spoken_texts.ts";

export const ENGLISH: SpokenTexts = {
  refusals: {
    anonymous: "This number takes no calls with a withheld number.",
    loop: "This call cannot be connected.",
    no_conversation: "This number is not in use right now.",
    conversation_closed: "This conversation has ended. The call cannot be connected.",
    not_started: "This conversation has not started yet. Please call again later.",
    alone: "Nobody else has joined this conversation yet. Please call again later.",
    blocked: "This number takes text messages only.",
    opted_out: "The person you are calling cannot be reached on this number.",
    rate_limited: "There were too many calls. Please try again later.",
    refused: "This call is not allowed.",
  },
  callFrom: (label) => label === null ? "You have a call." : `You have a call from ${label}.`,
  pressOne: "Press 1 to be connected.",
  connecting: "Please hold. Your call is being connected.",
  yourCall: "Here is the call that you asked for.",
  recorded: "This call is recorded. If you do not agree, please hang up now.",
  enterPin: "Please enter your PIN, then press the hash key.",
  wrongPin: "This PIN is not known.",
  notReached: "The person you are calling cannot be reached right now.",
  leaveMessage:
    "What you say after the tone is recorded and passed on. If you do not agree, please hang up now.",
  goodbye: "Thank you. Goodbye.",
  failure: "The call cannot be connected right now. Please try again later.",
  voicemailGone: "There is no message behind this link any more.",
  voicemailLater: "The message cannot be played right now. Please try again later.",
};

export const AMERICAN_ENGLISH: SpokenTexts = {
  ...ENGLISH,
  enterPin: "Please enter your PIN, then press the pound key.",
};
