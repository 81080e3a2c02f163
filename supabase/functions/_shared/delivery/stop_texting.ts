import type { Deps } from "../deps.ts";
import type { E164 } from "../phone/e164.ts";
import { encrypt } from "../privacy/encrypt.ts";
import { hashPhone } from "../privacy/hash_phone.ts";
import { encryptNotice } from "../routing/encrypt_notice.ts";
import type { Claim } from "./claim.ts";
import { deliver } from "./deliver.ts";

/** `masking.stop_texting`: the carrier says of a text outside of the outbox that its recipient has opted out. Tells the others in the background. */
export async function stopTexting(deps: Deps, phone: E164, requestId: string): Promise<void> {
  const keys = await deps.keys();
  const [phoneHash, phoneEncrypted, notice] = await Promise.all([
    hashPhone(keys, phone),
    encrypt(keys, "phone", phone),
    encryptNotice(deps, (texts) => texts.notReachable),
  ]);
  const [row] = await deps.sql<{ claims: Claim[] }[]>`
    select masking.stop_texting(
      phone_hash => masking.known_phone_hash(phone_hash => ${phoneHash}), phone_encrypted => ${phoneEncrypted},
      source => 'carrier', notice_encrypted => ${deps.sql.json(notice)}) as claims`;
  deps.background(deliver(deps, row!.claims, requestId));
}
