import type { Deps } from "../deps.ts";
import { encrypt } from "../privacy/encrypt.ts";
import { NOT_REACHABLE_TEXT } from "../routing/automatic_texts.ts";
import type { Claim } from "./claim.ts";
import { deliver } from "./deliver.ts";

/** `masking.stop_texting`: the carrier says of a text outside of the outbox that its recipient has opted out. Tells the others in the background. */
export async function stopTexting(deps: Deps, phoneHash: string, requestId: string): Promise<void> {
  const notice = await encrypt(await deps.keys(), "body", NOT_REACHABLE_TEXT);
  const [row] = await deps.sql<{ claims: Claim[] }[]>`
    select masking.stop_texting(
      phone_hash => ${phoneHash}, source => ${"carrier"}, notice_encrypted => ${notice}) as claims`;
  deps.background(deliver(deps, row!.claims, requestId));
}
