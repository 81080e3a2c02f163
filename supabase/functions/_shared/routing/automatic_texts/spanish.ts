import type { AutomaticTexts } from "../automatic_texts.ts";

export const SPANISH: AutomaticTexts = {
  conversationClosed: "Esta conversación ha terminado. Su mensaje no se ha entregado.",
  conversationNotStarted: "Esta conversación aún no ha empezado. Su mensaje no se ha entregado.",
  nobodyElse: "Nadie más se ha unido aún a esta conversación. Su mensaje no se ha entregado.",
  noConversation: "Este número no está en uso en este momento. Su mensaje no se ha entregado.",
  notReachable: "Ya no es posible enviar mensajes a la otra persona desde este número.",
  conversationEnded: "Esta conversación ha terminado.",
  blocked: "Esta conversación ha terminado. No se le volverá a conectar con la otra persona.",
  reported:
    "Esta conversación ha terminado y se ha denunciado. No se le volverá a conectar con la otra persona.",
  numberReplaced:
    "Esta conversación continúa ahora en este número. A partir de ahora, úselo, por favor.",
  muted:
    "Ya no recibirá mensajes de este grupo. Puede seguir escribiendo en él. Envíe UNMUTE para volver a recibirlos.",
  unmuted: "Vuelve a recibir los mensajes de este grupo. Envíe MUTE para no recibirlos.",
  left: "Ha salido de este grupo. Ya no recibirá sus mensajes.",
  hasLeft: "ha salido del grupo.",
  notDelivered: "No se ha podido entregar su último mensaje.",
  leakWarned:
    "Por su privacidad, no incluya en sus mensajes números de teléfono, direcciones de correo ni nombres de usuario.",
  leakBlocked:
    "Su mensaje no se ha entregado. No incluya números de teléfono, direcciones de correo ni nombres de usuario.",
  mediaNotDelivered: "(No se ha podido entregar un archivo adjunto.)",
  wordsLost: "(No se ha podido entregar un mensaje.)",
  voicemail: (url, days) =>
    `Tiene una llamada perdida. El mensaje que le han dejado se puede escuchar durante ${days} ${
      days === 1 ? "día" : "días"
    }: ${url}`,
};

export const MEXICAN_SPANISH: AutomaticTexts = {
  ...SPANISH,
  conversationClosed: "Esta conversación terminó. Su mensaje no se entregó.",
  conversationNotStarted: "Esta conversación aún no empieza. Su mensaje no se entregó.",
  nobodyElse: "Nadie más se ha unido aún a esta conversación. Su mensaje no se entregó.",
  noConversation: "Este número no está en uso en este momento. Su mensaje no se entregó.",
  conversationEnded: "Esta conversación terminó.",
  blocked: "Esta conversación terminó. No se le volverá a conectar con la otra persona.",
  reported:
    "Esta conversación terminó y se reportó. No se le volverá a conectar con la otra persona.",
  left: "Salió de este grupo. Ya no recibirá sus mensajes.",
  hasLeft: "salió del grupo.",
  notDelivered: "No se pudo entregar su último mensaje.",
  leakBlocked:
    "Su mensaje no se entregó. No incluya números de teléfono, direcciones de correo ni nombres de usuario.",
  mediaNotDelivered: "(No se pudo entregar un archivo adjunto.)",
  wordsLost: "(No se pudo entregar un mensaje.)",
  voicemail: (url, days) =>
    `Tiene una llamada perdida. El mensaje que le dejaron se puede escuchar durante ${days} ${
      days === 1 ? "día" : "días"
    }: ${url}`,
};
