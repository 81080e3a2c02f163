/** Where the carrier asks about a call of ours. It names the call by our id: a URL holds no number. */
export function voiceUrl(
  deps: { publicFunctionsUrl: string },
  route:
    | "answered"
    | "accepted"
    | "dialed"
    | "pin"
    | "goodbye"
    | "recorded"
    | "status"
    | "unreached",
  callId: string,
): string {
  return `${deps.publicFunctionsUrl}/voice-webhook/${route}?call=${callId}`;
}
