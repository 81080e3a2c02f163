import { hash } from "../privacy/hash.ts";
import type { KeyRing } from "../privacy/key_ring.ts";
import { parsePhone } from "../phone/parse_phone.ts";
import type { Channel } from "./read_stranger_answer.ts";

/** Who is asked about: the real number stays here. */
export type Asked = { channel: Channel; id: string; number: string; phone: string; at: string };

/**
 * What the app is asked about a stranger, as JSON: which of our numbers was texted or called, and a name for the person that is the same
 * each time until the key is changed, and from which nobody learns the number without the key. Neither the number nor the text.
 */
export async function strangerQuestion(keys: KeyRing, asked: Asked): Promise<string> {
  const name = await hash({ current: keys.current }, "stranger", asked.phone);
  return JSON.stringify({
    channel: asked.channel,
    reason: "no_conversation",
    number: asked.number,
    // Without the id of the key in front, which is nobody's business.
    stranger: name.slice(name.indexOf(".") + 1),
    country_code: parsePhone(asked.phone, [])?.country ?? null,
    [asked.channel === "call" ? "call_id" : "message_id"]: asked.id,
    at: asked.at,
  });
}
