import type { AutomaticTexts } from "../automatic_texts.ts";

export const FRENCH: AutomaticTexts = {
  conversationClosed: "Cette conversation est terminée. Votre message n'a pas été remis.",
  conversationNotStarted:
    "Cette conversation n'a pas encore commencé. Votre message n'a pas été remis.",
  nobodyElse:
    "Personne d'autre n'a encore rejoint cette conversation. Votre message n'a pas été remis.",
  noConversation: "Ce numéro n'est pas utilisé en ce moment. Votre message n'a pas été remis.",
  notReachable: "L'autre personne n'est plus joignable par message à ce numéro.",
  conversationEnded: "Cette conversation est terminée.",
  blocked:
    "Cette conversation est terminée. Vous ne serez plus mis en relation avec l'autre personne.",
  reported:
    "Cette conversation est terminée et a été signalée. Vous ne serez plus mis en relation avec l'autre personne.",
  numberReplaced:
    "Cette conversation continue désormais sur ce numéro. Veuillez l'utiliser à partir de maintenant.",
  muted:
    "Vous ne recevez plus les messages de ce groupe. Vous pouvez encore y écrire. Envoyez UNMUTE pour les recevoir à nouveau.",
  unmuted:
    "Vous recevez à nouveau les messages de ce groupe. Envoyez MUTE pour ne plus les recevoir.",
  left: "Vous avez quitté ce groupe. Vous ne recevrez plus ses messages.",
  hasLeft: "a quitté le groupe.",
  notDelivered: "Votre dernier message n'a pas pu être remis.",
  leakWarned:
    "Pour protéger votre vie privée, n'écrivez ni numéros de téléphone, ni adresses e-mail, ni noms d'utilisateur.",
  leakBlocked:
    "Votre message n'a pas été remis. N'écrivez ni numéros de téléphone, ni adresses e-mail, ni noms d'utilisateur.",
  mediaNotDelivered: "(Une pièce jointe n'a pas pu être remise.)",
  wordsLost: "(Un message n'a pas pu être remis.)",
  voicemail: (url, days) =>
    `Vous avez manqué un appel. Le message laissé pour vous peut être écouté pendant ${days} ${
      days === 1 ? "jour" : "jours"
    } : ${url}`,
};
