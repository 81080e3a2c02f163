import type { Deps } from "../_shared/deps.ts";
import type { AppContext } from "../_shared/http/app.ts";
import { decrypt } from "../_shared/privacy/decrypt.ts";
import { encrypt } from "../_shared/privacy/encrypt.ts";

type Checks = { carrier: boolean; database: boolean; encryption_key: boolean };

/** Anybody may ask, so the carrier is asked no more than once in this time. */
const FRESH_MILLISECONDS = 5_000;
const latest = new WeakMap<Deps, { at: number; checks: Promise<Checks> }>();

/** `{"action":"health"}` → 200, or 503 when a check is false. Says what works, reveals no value. */
export async function checkHealth(deps: Deps, context: AppContext): Promise<Response> {
  let health = latest.get(deps);
  if (!health || Date.now() - health.at > FRESH_MILLISECONDS) {
    health = { at: Date.now(), checks: runChecks(deps) };
    latest.set(deps, health);
  }
  const checks = await health.checks;
  const ok = Object.values(checks).every(Boolean);
  return context.json({ status: ok ? "ok" : "failing", checks }, ok ? 200 : 503);
}

async function runChecks(deps: Deps): Promise<Checks> {
  const [carrier, database, encryption_key] = await Promise.all([
    checkCarriers(deps),
    succeeds(deps, async () => void await deps.sql`select masking.is_pool_number(number => '')`),
    succeeds(deps, async () => {
      const keys = await deps.keys();
      await decrypt(keys, "body", await encrypt(keys, "body", "check"));
    }),
  ]);
  return { carrier, database, encryption_key };
}

/** Whether all carriers answer; the log names the one that does not. */
async function checkCarriers(deps: Deps): Promise<boolean> {
  const answers = await Promise.all(deps.carriers.configured.map(async (provider) => {
    const carrier = await deps.carriers.get(provider);
    const answers = await carrier.check();
    if (!answers) deps.log("health_check_failed", { provider });
    return answers;
  }));
  return answers.every(Boolean);
}

async function succeeds(deps: Deps, check: () => Promise<void>): Promise<boolean> {
  try {
    await check();
    return true;
  } catch (error) {
    deps.log("health_check_failed", { error });
    return false;
  }
}
