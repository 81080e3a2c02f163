import type { Env } from "../_shared/env.ts";
import type { CallOutcome } from "../_shared/voice/call_plan.ts";

/** Why a call connects nobody; the rest has other words. */
type Refusal = Exclude<CallOutcome, "bridge" | "conference" | "pin">;

/** All that is said in a call. No sentence has a name or a number but the label of whoever calls. */
export type SpokenTexts = {
  refusals: Record<Refusal, string>;
  /** To whoever is rung; without a label, or where several could be meant, null. */
  callFrom(label: string | null): string;
  pressOne: string;
  /** To whoever asked to be called, before the others are rung. */
  yourCall: string;
  enterPin: string;
  wrongPin: string;
  notReached: string;
  /** Consent first, then the request. */
  leaveMessage: string;
  goodbye: string;
  failure: string;
};

const ENGLISH: SpokenTexts = {
  refusals: {
    anonymous: "This number takes no calls with a withheld number.",
    loop: "This call cannot be connected.",
    no_conversation: "This number is not in use right now.",
    conversation_closed: "This conversation has ended. The call cannot be connected.",
    not_started: "This conversation has not started yet. Please call again later.",
    blocked: "This number takes text messages only.",
    opted_out: "The person you are calling cannot be reached on this number.",
    rate_limited: "There were too many calls. Please try again later.",
  },
  callFrom: (label) => label === null ? "You have a call." : `You have a call from ${label}.`,
  pressOne: "Press 1 to be connected.",
  yourCall: "Here is the call that you asked for.",
  enterPin: "Please enter your PIN, then press the pound key.",
  wrongPin: "This PIN is not known.",
  notReached: "The person you are calling cannot be reached right now.",
  leaveMessage:
    "What you say after the tone is recorded and passed on. If you do not agree, please hang up now.",
  goodbye: "Thank you. Goodbye.",
  failure: "The call cannot be connected right now. Please try again later.",
};

const SPANISH: SpokenTexts = {
  refusals: {
    anonymous: "Este número no acepta llamadas con número oculto.",
    loop: "No se puede conectar esta llamada.",
    no_conversation: "Este número no está en uso en este momento.",
    conversation_closed: "Esta conversación ha terminado. No se puede conectar la llamada.",
    not_started: "Esta conversación aún no ha empezado. Llame más tarde, por favor.",
    blocked: "Este número solo acepta mensajes de texto.",
    opted_out: "No se puede contactar con la persona a la que llama en este número.",
    rate_limited: "Ha habido demasiadas llamadas. Inténtelo más tarde.",
  },
  callFrom: (label) => label === null ? "Tiene una llamada." : `Tiene una llamada de ${label}.`,
  pressOne: "Pulse 1 para conectar.",
  yourCall: "Esta es la llamada que ha pedido.",
  enterPin: "Introduzca su PIN y pulse la tecla numeral.",
  wrongPin: "Este PIN no es conocido.",
  notReached: "La persona a la que llama no está disponible en este momento.",
  leaveMessage:
    "Lo que diga después de la señal se grabará y se entregará. Si no está de acuerdo, cuelgue ahora.",
  goodbye: "Gracias. Adiós.",
  failure: "No se puede conectar la llamada en este momento. Inténtelo más tarde.",
};

const FRENCH: SpokenTexts = {
  refusals: {
    anonymous: "Ce numéro n'accepte pas les appels masqués.",
    loop: "Cet appel ne peut pas être connecté.",
    no_conversation: "Ce numéro n'est pas utilisé en ce moment.",
    conversation_closed: "Cette conversation est terminée. L'appel ne peut pas être connecté.",
    not_started: "Cette conversation n'a pas encore commencé. Veuillez rappeler plus tard.",
    blocked: "Ce numéro n'accepte que des messages écrits.",
    opted_out: "La personne que vous appelez n'est pas joignable à ce numéro.",
    rate_limited: "Il y a eu trop d'appels. Veuillez réessayer plus tard.",
  },
  callFrom: (label) => label === null ? "Vous avez un appel." : `Vous avez un appel de ${label}.`,
  pressOne: "Appuyez sur 1 pour être connecté.",
  yourCall: "Voici l'appel que vous avez demandé.",
  enterPin: "Saisissez votre code, puis appuyez sur dièse.",
  wrongPin: "Ce code n'est pas connu.",
  notReached: "La personne que vous appelez n'est pas joignable pour le moment.",
  leaveMessage:
    "Ce que vous direz après le signal sera enregistré et transmis. Si vous n'êtes pas d'accord, raccrochez maintenant.",
  goodbye: "Merci. Au revoir.",
  failure: "L'appel ne peut pas être connecté pour le moment. Veuillez réessayer plus tard.",
};

const GERMAN: SpokenTexts = {
  refusals: {
    anonymous: "Diese Nummer nimmt keine Anrufe mit unterdrückter Nummer an.",
    loop: "Dieser Anruf kann nicht verbunden werden.",
    no_conversation: "Diese Nummer wird zurzeit nicht verwendet.",
    conversation_closed: "Diese Unterhaltung ist beendet. Der Anruf kann nicht verbunden werden.",
    not_started: "Diese Unterhaltung hat noch nicht begonnen. Bitte rufen Sie später wieder an.",
    blocked: "Diese Nummer nimmt nur Textnachrichten an.",
    opted_out: "Die angerufene Person ist unter dieser Nummer nicht erreichbar.",
    rate_limited: "Es gab zu viele Anrufe. Bitte versuchen Sie es später noch einmal.",
  },
  callFrom: (label) =>
    label === null ? "Sie haben einen Anruf." : `Sie haben einen Anruf von ${label}.`,
  pressOne: "Drücken Sie die 1, um verbunden zu werden.",
  yourCall: "Hier ist der Anruf, um den Sie gebeten haben.",
  enterPin: "Bitte geben Sie Ihre PIN ein und drücken Sie die Rautetaste.",
  wrongPin: "Diese PIN ist nicht bekannt.",
  notReached: "Die angerufene Person ist zurzeit nicht erreichbar.",
  leaveMessage:
    "Was Sie nach dem Ton sagen, wird aufgezeichnet und weitergegeben. Wenn Sie nicht einverstanden sind, legen Sie jetzt auf.",
  goodbye: "Vielen Dank. Auf Wiederhören.",
  failure:
    "Der Anruf kann zurzeit nicht verbunden werden. Bitte versuchen Sie es später noch einmal.",
};

const BY_LANGUAGE: Record<Env["VOICE_LANGUAGE"], SpokenTexts> = {
  "en-US": ENGLISH,
  "en-GB": ENGLISH,
  "en-AU": ENGLISH,
  "es-ES": SPANISH,
  "es-MX": SPANISH,
  "fr-FR": FRENCH,
  "de-DE": GERMAN,
};

/** What is said in this language. */
export function spokenTexts(language: Env["VOICE_LANGUAGE"]): SpokenTexts {
  return BY_LANGUAGE[language];
}
