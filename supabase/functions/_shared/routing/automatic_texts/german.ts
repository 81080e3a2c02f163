import type { AutomaticTexts } from "../automatic_texts.ts";

export const GERMAN: AutomaticTexts = {
  conversationClosed: "Diese Unterhaltung ist beendet. Ihre Nachricht wurde nicht zugestellt.",
  conversationNotStarted:
    "Diese Unterhaltung hat noch nicht begonnen. Ihre Nachricht wurde nicht zugestellt.",
  nobodyElse:
    "Noch ist niemand sonst in dieser Unterhaltung. Ihre Nachricht wurde nicht zugestellt.",
  noConversation:
    "Diese Nummer wird zurzeit nicht verwendet. Ihre Nachricht wurde nicht zugestellt.",
  notReachable: "Die andere Person ist unter dieser Nummer nicht mehr per Nachricht erreichbar.",
  conversationEnded: "Diese Unterhaltung ist beendet.",
  blocked:
    "Diese Unterhaltung ist beendet. Sie werden mit der anderen Person nicht mehr verbunden.",
  reported:
    "Diese Unterhaltung ist beendet und wurde gemeldet. Sie werden mit der anderen Person nicht mehr verbunden.",
  numberReplaced:
    "Diese Unterhaltung geht unter dieser Nummer weiter. Bitte benutzen Sie sie von jetzt an.",
  muted:
    "Sie erhalten keine Nachrichten dieser Gruppe mehr. Sie können ihr weiter schreiben. Mit UNMUTE erhalten Sie die Nachrichten wieder.",
  unmuted: "Sie erhalten die Nachrichten dieser Gruppe wieder. Mit MUTE erhalten Sie keine mehr.",
  left: "Sie haben diese Gruppe verlassen. Sie erhalten keine Nachrichten von ihr mehr.",
  hasLeft: "hat die Gruppe verlassen.",
  notDelivered: "Ihre letzte Nachricht konnte nicht zugestellt werden.",
  leakWarned:
    "Zu Ihrem Schutz: Bitte schreiben Sie keine Telefonnummern, E-Mail-Adressen und Benutzernamen.",
  leakBlocked:
    "Ihre Nachricht wurde nicht zugestellt. Bitte schreiben Sie keine Telefonnummern, E-Mail-Adressen und Benutzernamen.",
  mediaNotDelivered: "(Ein Anhang konnte nicht zugestellt werden.)",
  wordsLost: "(Eine Nachricht konnte nicht zugestellt werden.)",
  voicemail: (url, days) =>
    `Sie haben einen Anruf verpasst. Die Nachricht für Sie ist ${days} ${
      days === 1 ? "Tag" : "Tage"
    } lang abrufbar: ${url}`,
};
