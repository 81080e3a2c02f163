import type { SpokenTexts } from "../spoken_texts.ts";

export const GERMAN: SpokenTexts = {
  refusals: {
    anonymous: "Diese Nummer nimmt keine Anrufe mit unterdrückter Nummer an.",
    loop: "Dieser Anruf kann nicht verbunden werden.",
    no_conversation: "Diese Nummer wird zurzeit nicht verwendet.",
    conversation_closed: "Diese Unterhaltung ist beendet. Der Anruf kann nicht verbunden werden.",
    not_started: "Diese Unterhaltung hat noch nicht begonnen. Bitte rufen Sie später wieder an.",
    alone: "Noch ist niemand sonst in dieser Unterhaltung. Bitte rufen Sie später wieder an.",
    blocked: "Diese Nummer nimmt nur Textnachrichten an.",
    opted_out: "Die angerufene Person ist unter dieser Nummer nicht erreichbar.",
    rate_limited: "Es gab zu viele Anrufe. Bitte versuchen Sie es später noch einmal.",
    refused: "Dieser Anruf ist nicht erlaubt.",
  },
  callFrom: (label) =>
    label === null ? "Sie haben einen Anruf." : `Sie haben einen Anruf von ${label}.`,
  pressOne: "Drücken Sie die 1, um ihn anzunehmen.",
  connecting: "Bitte warten Sie. Sie werden verbunden.",
  yourCall: "Hier ist der Anruf, um den Sie gebeten haben.",
  recorded:
    "Dieser Anruf wird aufgezeichnet. Wenn Sie nicht einverstanden sind, legen Sie bitte jetzt auf.",
  enterPin: "Bitte geben Sie Ihre PIN ein und drücken Sie dann die Rautetaste.",
  wrongPin: "Diese PIN ist nicht bekannt.",
  notReached: "Die angerufene Person ist zurzeit nicht erreichbar.",
  leaveMessage:
    "Was Sie nach dem Signalton sagen, wird aufgezeichnet und weitergegeben. Wenn Sie nicht einverstanden sind, legen Sie bitte jetzt auf.",
  goodbye: "Vielen Dank. Auf Wiederhören.",
  failure:
    "Der Anruf kann zurzeit nicht verbunden werden. Bitte versuchen Sie es später noch einmal.",
  voicemailGone: "Hinter diesem Link ist keine Nachricht mehr.",
  voicemailLater:
    "Die Nachricht kann zurzeit nicht abgespielt werden. Bitte versuchen Sie es später noch einmal.",
};
