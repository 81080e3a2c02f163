import type { Deps } from "../deps.ts";
import type { E164 } from "../phone/e164.ts";
import { protectPhone } from "../privacy/protect_phone.ts";
import { encryptNotice } from "../routing/encrypt_notice.ts";
import type { Claim } from "./claim.ts";
import { deliver } from "./deliver.ts";

/** `masking.stop_texting`: the carrier says of a text outside of the outbox that its recipient has opted out. Tells the others in the background. */
export async function stopTexting(deps: Deps, phone: E164, requestId: string): Promise<void> {
  const [{ phone_hash, phone_encrypted }, notice] = await Promise.all([
    protectPhone(await deps.keys(), phone),
    encryptNotice(deps, (texts) => texts.notReachable),
  ]);
  const [row] = await deps.sql<{ claims: Claim[] }[]>`
    select masking.stop_texting(
      phone_hash => masking.known_phone_hash(phone_hash => ${phone_hash}), phone_encrypted => ${phone_encrypted},
      source => 'carrier', notice_encrypted => ${deps.sql.json(notice)}) as claims`;
  deps.background(deliver(deps, row!.claims, requestId));
}
