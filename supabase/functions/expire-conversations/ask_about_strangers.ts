import type { Deps } from "../_shared/deps.ts";
import { claimDueStrangers } from "../_shared/strangers/claim_due_strangers.ts";

const AT_ONCE = 50;

/** Asks the app about strangers of whom nobody is asking (any more); of how many it is settled what to do. */
export async function askAboutStrangers(deps: Deps, requestId: string): Promise<number> {
  const due = await claimDueStrangers(deps.sql, AT_ONCE);
  if (due.length === 0) return 0;
  // Needed by few sweeps, and so not at every start.
  const { answerStranger } = await import("../_shared/strangers/answer_stranger.ts");
  const settled = await Promise.all(due.map((ask) => answerStranger(deps, ask, requestId)));
  return settled.filter((isSettled) => isSettled).length;
}
