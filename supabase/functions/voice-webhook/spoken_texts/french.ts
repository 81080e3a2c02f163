import type { SpokenTexts } from "../spoken_texts.ts";

export const FRENCH: SpokenTexts = {
  refusals: {
    anonymous: "Ce numéro n'accepte pas les appels en numéro masqué.",
    loop: "Cet appel ne peut pas aboutir.",
    no_conversation: "Ce numéro n'est pas utilisé en ce moment.",
    conversation_closed: "Cette conversation est terminée. L'appel ne peut pas aboutir.",
    not_started: "Cette conversation n'a pas encore commencé. Veuillez rappeler plus tard.",
    alone: "Personne d'autre n'a encore rejoint cette conversation. Veuillez rappeler plus tard.",
    blocked: "Ce numéro n'accepte que les messages écrits.",
    opted_out: "La personne que vous appelez n'est pas joignable à ce numéro.",
    rate_limited: "Il y a eu trop d'appels. Veuillez réessayer plus tard.",
    refused: "Cet appel n'est pas autorisé.",
  },
  callFrom: (label) => label === null ? "Vous avez un appel." : `Vous avez un appel de ${label}.`,
  pressOne: "Appuyez sur 1 pour le prendre.",
  connecting: "Veuillez patienter. Votre appel est en cours de connexion.",
  yourCall: "Voici l'appel que vous avez demandé.",
  recorded: "Cet appel est enregistré. Si vous n'êtes pas d'accord, raccrochez maintenant.",
  enterPin: "Saisissez votre code, puis appuyez sur la touche dièse.",
  wrongPin: "Ce code est inconnu.",
  notReached: "La personne que vous appelez n'est pas joignable pour le moment.",
  leaveMessage:
    "Ce que vous direz après le signal sera enregistré et transmis. Si vous n'êtes pas d'accord, raccrochez maintenant.",
  goodbye: "Merci. Au revoir.",
  failure: "L'appel ne peut pas aboutir pour le moment. Veuillez réessayer plus tard.",
  voicemailGone: "Il n'y a plus de message derrière ce lien.",
  voicemailLater: "Le message ne peut pas être lu pour le moment. Veuillez réessayer plus tard.",
};
