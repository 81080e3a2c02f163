import type { Language } from "../language/language.ts";

/** Where the carrier asks about a call of ours. It names the call by our id, since a URL holds no number, and the language to speak. */
export function voiceUrl(
  deps: { publicFunctionsUrl: string },
  route:
    | "answered"
    | "accepted"
    | "dialed"
    | "pin"
    | "goodbye"
    | "recorded"
    | "recording"
    | "status"
    | "unreached",
  callId: string,
  language: Language,
): string {
  return `${deps.publicFunctionsUrl}/voice-webhook/${route}?call=${callId}&language=${language}`;
}
