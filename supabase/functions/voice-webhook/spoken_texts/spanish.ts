import type { SpokenTexts } from "../spoken_texts.ts";

export const SPANISH: SpokenTexts = {
  refusals: {
    anonymous: "Este número no acepta llamadas con número oculto.",
    loop: "No es posible conectar esta llamada.",
    no_conversation: "Este número no está en uso en este momento.",
    conversation_closed: "Esta conversación ha terminado. No es posible conectar la llamada.",
    not_started: "Esta conversación aún no ha empezado. Llame más tarde, por favor.",
    alone: "Nadie más se ha unido aún a esta conversación. Llame más tarde, por favor.",
    blocked: "Este número solo acepta mensajes de texto.",
    opted_out: "No es posible localizar en este número a la persona a la que llama.",
    rate_limited: "Ha habido demasiadas llamadas. Inténtelo más tarde, por favor.",
    refused: "Esta llamada no está permitida.",
  },
  callFrom: (label) => label === null ? "Tiene una llamada." : `Tiene una llamada de ${label}.`,
  pressOne: "Pulse 1 para aceptarla.",
  connecting: "Espere, por favor. Le estamos conectando.",
  yourCall: "Esta es la llamada que ha pedido.",
  recorded: "Esta llamada se graba. Si no está de acuerdo, cuelgue ahora.",
  enterPin: "Introduzca su PIN y pulse la tecla almohadilla.",
  wrongPin: "Este PIN no es válido.",
  notReached: "La persona a la que llama no está disponible en este momento.",
  leaveMessage:
    "Lo que diga después de la señal se grabará y se entregará. Si no está de acuerdo, cuelgue ahora.",
  goodbye: "Gracias. Adiós.",
  failure: "No es posible conectar la llamada en este momento. Inténtelo más tarde, por favor.",
  voicemailGone: "En este enlace ya no hay ningún mensaje.",
  voicemailLater:
    "No es posible reproducir el mensaje en este momento. Inténtelo más tarde, por favor.",
};

export const MEXICAN_SPANISH: SpokenTexts = {
  ...SPANISH,
  pressOne: "Presione 1 para aceptarla.",
  enterPin: "Ingrese su PIN y presione la tecla gato.",
  leaveMessage:
    "Lo que diga después del tono se grabará y se entregará. Si no está de acuerdo, cuelgue ahora.",
};
