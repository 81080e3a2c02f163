import { timingSafeEqual } from "hono/utils/buffer";
import { hash } from "../privacy/hash.ts";
import type { KeyRing } from "../privacy/key_ring.ts";

/** The secret of the link to the voicemail of one call: nothing is stored that would open it. */
export function voicemailKey(keys: KeyRing, callId: string): Promise<string> {
  return hash({ current: keys.current }, "voicemail", callId);
}

/** Whether a link has the secret of this call, under either key. */
export async function opensVoicemail(
  keys: KeyRing,
  callId: string,
  key: string,
): Promise<boolean> {
  const known = (await hash(keys, "voicemail", callId)).split("|");
  return (await Promise.all(known.map((candidate) => timingSafeEqual(candidate, key))))
    .includes(true);
}
