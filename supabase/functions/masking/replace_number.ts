import { authenticate } from "../_shared/auth/authenticate.ts";
import type { Claim } from "../_shared/delivery/claim.ts";
import { deliver } from "../_shared/delivery/deliver.ts";
import type { Deps } from "../_shared/deps.ts";
import type { Handler } from "../_shared/http/app.ts";
import { readJson } from "../_shared/http/read_json.ts";
import { readParam } from "../_shared/http/read_param.ts";
import { requestRelease } from "../_shared/pool/request_release.ts";
import { poolNumber, replacementInput } from "../_shared/pool/schema.ts";
import { setNumberStatus } from "../_shared/pool/set_number_status.ts";
import { encryptNotice } from "../_shared/routing/encrypt_notice.ts";

const BUDGET_MILLISECONDS = 20_000;
/** Texts in these conversations wait while they are moved. */
const AT_ONCE = 50;
const FROM_THE_FIRST = "00000000-0000-0000-0000-000000000000";

type Batch = {
  moved: number;
  not_moved: string[];
  last_id: string | null;
  conversations_left: number;
  claims: Claim[];
};

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

    const notice = await encryptNotice(deps, (texts) => texts.numberReplaced);
    let after = input.after;
    let moved = 0;
    const notMoved: string[] = [];
    for (;;) {
      const [batch] = await deps.sql<Batch[]>`
        select * from masking.replace_number(
          number => ${number}, geo_match => ${input.geo_match},
          overlap => make_interval(secs => ${input.overlap_seconds}), notice_encrypted => ${
        deps.sql.json(notice)
      },
          after_id => ${after ?? FROM_THE_FIRST}, max_count => ${AT_ONCE})`;
      deps.background(deliver(deps, batch!.claims, context.get("requestId")));
      moved += batch!.moved;
      notMoved.push(...batch!.not_moved);
      after = batch!.last_id;
      if (after !== null && Date.now() < deadline) continue;
      return context.json({
        number,
        status,
        moved,
        not_moved: notMoved,
        conversations_left: batch!.conversations_left,
        more: after !== null,
        after,
      });
    }
  };
}
