import { authenticate } from "../_shared/auth/authenticate.ts";
import { callerKey } from "../_shared/auth/caller.ts";
import type { Deps } from "../_shared/deps.ts";
import { AppError } from "../_shared/errors.ts";
import type { Handler } from "../_shared/http/app.ts";
import { readJson } from "../_shared/http/read_json.ts";
import { rotateBatch } from "../_shared/privacy/rotate_batch.ts";
import { rotationInput } from "../_shared/privacy/schema.ts";

/** `POST /masking/keys/rotate` (service): one batch from the previous key to the current one. Two at once do no harm. */
export function rotateKeys(deps: Deps): Handler {
  return async (context) => {
    const caller = await authenticate(context.req.raw, deps.env, ["service"]);
    const { to, max_count } = await readJson(context.req.raw, rotationInput);
    const { current, previous } = await deps.keys();
    if (!previous) {
      throw new AppError(
        "rotation_not_ready",
        "Rotate the keys: set PHONE_ENCRYPTION_KEY_PREVIOUS",
      );
    }
    if (to !== undefined && to !== current.id) {
      throw new AppError("rotation_not_ready", `Rotate the keys: the current key is ${current.id}`);
    }
    await deps.sql`
      select masking.start_rotation(
        actor => ${callerKey(caller)},
        current_id => ${current.id}, previous_id => ${previous.id}, backwards => ${
      to !== undefined
    })`;
    const rotated = await rotateBatch(deps, { current, previous }, max_count);
    deps.log("rotation", {
      request_id: context.get("requestId"),
      count: rotated.people + rotated.bodies,
    });
    return context.json({ from: previous.id, to: current.id, ...rotated });
  };
}
