import { authenticate } from "../_shared/auth/authenticate.ts";
import { callerKey } from "../_shared/auth/caller.ts";
import { openMessages, type StoredMessage } from "../_shared/conversation/open_message.ts";
import { uuid } from "../_shared/conversation/schema.ts";
import type { Claim } from "../_shared/delivery/claim.ts";
import { deliver } from "../_shared/delivery/deliver.ts";
import { fitText, longestText } from "../_shared/delivery/fit_text.ts";
import type { Deps } from "../_shared/deps.ts";
import { AppError } from "../_shared/errors.ts";
import type { Handler } from "../_shared/http/app.ts";
import { readJson } from "../_shared/http/read_json.ts";
import { readParam } from "../_shared/http/read_param.ts";
import { roomTaken } from "../_shared/media/media_room.ts";
import { releaseInput } from "../_shared/policy/schema.ts";
import { encrypt } from "../_shared/privacy/encrypt.ts";

/** `POST /masking/held-messages/{id}/release` (service) → 200 with the message: it is relayed after all. */
export function releaseHeldMessage(deps: Deps): Handler {
  return async (context) => {
    const caller = await authenticate(context.req.raw, deps.env, ["service"]);
    const id = readParam(context, "id", uuid);
    const { body } = await readJson(context.req.raw, releaseInput);
    const fit = body === undefined ? null : await fitHeldText(deps, id, body);
    const bodyEncrypted = body === undefined
      ? null
      : await encrypt(await deps.keys(), "body", body);
    const [row] = await deps.sql<{ message: StoredMessage; claims: Claim[] }[]>`
      select * from masking.release_message(
        message_id => ${id}, actor => ${callerKey(caller)}, body_encrypted => ${bodyEncrypted},
        parts => ${fit?.parts ?? null}, segments => ${fit?.segments ?? null})`;
    deps.background(deliver(deps, row!.claims, context.get("requestId")));
    const [message] = await openMessages(deps, [row!.message]);
    return context.json(message);
  };
}

/** Into how many parts another text goes in place of a held one. Throws `validation_failed` for one that is empty or too long. */
async function fitHeldText(deps: Deps, id: string, body: string) {
  const [room] = await deps.sql<{
    prefix: string;
    parts: number;
    media_count: number;
    media_parts: number;
  }[]>`
    select prefix, parts, media_count, media_parts from masking.room_of_held_message(message_id => ${id})`;
  const { prefix, parts, media_count } = room!;
  const taken = roomTaken(deps.publicFunctionsUrl, room!);
  const fit = body === "" && media_count === 0 ? null : fitText(body, prefix, parts, taken);
  if (fit) return fit;
  throw new AppError("validation_failed", "Validate the request: see errors for what to change", {
    errors: [{
      path: "body",
      message: `must have ${media_count > 0 ? 0 : 1} to ${
        longestText(prefix, parts, taken)
      } characters`,
    }],
  });
}
