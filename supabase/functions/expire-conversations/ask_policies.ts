import type { Deps } from "../_shared/deps.ts";
import { claimDueAsks } from "../_shared/policy/claim_due_asks.ts";

const AT_ONCE = 50;

/** Asks the policy hook about texts that nobody is asking about (any more); on how many it decided. */
export async function askPolicies(deps: Deps, requestId: string): Promise<number> {
  const due = await claimDueAsks(deps.sql, AT_ONCE);
  if (due.length === 0) return 0;
  // Needed by few sweeps, and so not at every start.
  const { relayAsked } = await import("../_shared/policy/relay_asked.ts");
  const decided = await Promise.all(due.map((ask) => relayAsked(deps, ask, requestId)));
  return decided.filter((isDecided) => isDecided).length;
}
