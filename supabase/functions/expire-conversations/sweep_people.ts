import { claimDueForwards } from "../_shared/delivery/claim_due_forwards.ts";
import type { Deps } from "../_shared/deps.ts";
import { askAboutStrangers } from "./ask_about_strangers.ts";
import { askCalls } from "./ask_calls.ts";
import { askPolicies } from "./ask_policies.ts";
import { askStatuses } from "./ask_statuses.ts";
import type { Budget } from "./budget.ts";
import { relayMissing } from "./relay_missing.ts";
import { replaceBadNumbers } from "./replace_bad_numbers.ts";

const FORWARDS_AT_ONCE = 50;

/** What people wait for: takes what the carrier could not tell us of, sends what is stuck, and asks on. */
export async function sweepPeople(
  deps: Deps,
  { deadline, untilNone }: Budget,
  requestId: string,
) {
  return {
    recovered: await relayMissing(deps, requestId),
    asked: await askStatuses(deps, requestId),
    // Before more is sent from them.
    replaced: await replaceBadNumbers(deps, deadline, requestId),
    calls_asked: await untilNone(() => askCalls(deps, requestId)),
    resent: await untilNone(async () => {
      const claims = await claimDueForwards(deps.sql, FORWARDS_AT_ONCE);
      if (claims.length === 0) return 0;
      // Needed by few sweeps, and so not at every start.
      const { deliver } = await import("../_shared/delivery/deliver.ts");
      await deliver(deps, claims, requestId);
      return claims.length;
    }),
    // A round in which the hook decided nothing is the last: it is down.
    policy_decided: await untilNone(() => askPolicies(deps, requestId)),
    strangers_settled: await untilNone(() => askAboutStrangers(deps, requestId)),
  };
}
