import { authenticate } from "../_shared/auth/authenticate.ts";
import type { Deps } from "../_shared/deps.ts";
import type { Handler } from "../_shared/http/app.ts";
import { readJson } from "../_shared/http/read_json.ts";
import { readParam } from "../_shared/http/read_param.ts";
import { moveConversations } from "../_shared/pool/move_conversations.ts";
import { requestRelease } from "../_shared/pool/request_release.ts";
import { poolNumber, replacementInput } from "../_shared/pool/schema.ts";
import { setNumberStatus } from "../_shared/pool/set_number_status.ts";

const BUDGET_MILLISECONDS = 20_000;

/** `POST /masking/pool/numbers/{number}/replace` (service): drains it and moves its live conversations to other numbers. Can be repeated. */
export function replaceNumber(deps: Deps): Handler {
  return async (context) => {
    await authenticate(context.req.raw, deps.env, ["service"]);
    const number = readParam(context, "number", poolNumber);
    const input = await readJson(context.req.raw, replacementInput);
    const deadline = Date.now() + BUDGET_MILLISECONDS;
    // Committed before the first batch: from then on nobody new gets the number.
    const { status } = input.release
      ? await requestRelease(deps.sql, number)
      : await setNumberStatus(deps.sql, number, "draining");

    const { moved, notMoved, conversationsLeft, after } = await moveConversations(
      deps,
      number,
      {
        geoMatch: input.geo_match,
        geoRadiusKm: input.geo_radius_km,
        overlapSeconds: input.overlap_seconds,
        after: input.after,
      },
      deadline,
      context.get("requestId"),
    );
    return context.json({
      number,
      status,
      moved,
      not_moved: notMoved,
      conversations_left: conversationsLeft,
      more: after !== null,
      after,
    });
  };
}
