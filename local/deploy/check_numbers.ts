import { createCarriers } from "../../supabase/functions/_shared/carrier/create_carriers.ts";
import { type Env, readEnv } from "../../supabase/functions/_shared/env.ts";
import { numberWebhooks } from "../../supabase/functions/_shared/pool/number_webhooks.ts";
import { syncPool } from "../pool/sync_pool.ts";
import { callFunctions } from "./call_functions.ts";
import { PLATFORM_SETTINGS } from "./check_settings.ts";
import { type Finding, missing, ok, skipped, wrong } from "./finding.ts";

const SYNC = "deno task pool:sync --apply";
const BUY = "buy (POST /masking/pool/purchases) or import (deno task pool:sync --import --apply)";

type Service = { functionsUrl: string; secretKey: string };
type Country = {
  country_code: string;
  active: number;
  capacity_left: number;
  numbers_to_buy: number;
};

/** Whether there are numbers to lend. */
export async function checkPool({ functionsUrl, secretKey }: Service): Promise<Finding[]> {
  const { status, body } = await callFunctions(functionsUrl, "GET", "/masking/pool", {
    headers: { apikey: secretKey },
  });
  if (status !== 200) {
    return [
      wrong(
        `pool cannot be asked for (${status})`,
        "is MASKLINE_SECRET_KEY a key of this project?",
      ),
    ];
  }
  const lending = (body!.countries as Country[]).filter(({ active }) => active > 0);
  if (lending.length === 0) return [missing("numbers in the pool", BUY)];
  return lending.map(({ country_code, active, capacity_left, numbers_to_buy }) =>
    capacity_left > 0
      ? ok(
        `pool: ${active} numbers in ${country_code}, ${capacity_left} left for the busiest person`,
      )
      : missing(
        `numbers in ${country_code}`,
        `one person holds all ${active}; buy ${Math.max(1, numbers_to_buy)}`,
      )
  );
}

/** Whether the carrier's numbers lead here and can do what the pool says, as `pool:sync` compares them. */
export async function checkWebhooksOfPool(service: Service): Promise<Finding[]> {
  const findings: Finding[] = [];
  const what = "webhooks of the pool's numbers";
  try {
    const result = await syncPool({
      ...service,
      apply: false,
      import: false,
      onChange: (change) =>
        findings.push(
          wrong(`number ${change.number} differs in ${change.differs.join(", ")}`, SYNC),
        ),
    });
    for (const number of result.missing) {
      findings.push(
        wrong(
          `${number} is in the pool but not in the account`,
          result.doubt === null ? SYNC : "is it the right account? It lacks most of the pool",
        ),
      );
    }
  } catch (error) {
    return [
      (error as Error).message.includes("not_configured")
        ? skipped(what, "this carrier's numbers are compared in its console only")
        : wrong(`${what} cannot be compared`, "see the log of masking"),
    ];
  }
  return findings.length > 0 ? findings : [ok(what)];
}

/** Whether a text to one of `SMS_FROM_NUMBERS` comes here, so that a STOP is heard, by the account of the settings file. */
export async function checkSenders(
  functionsUrl: string,
  settings: Record<string, string>,
): Promise<Finding[]> {
  let env: Env;
  try {
    env = readEnv({ ...settings, ...PLATFORM_SETTINGS });
  } catch {
    // The settings are told of already.
    return [];
  }
  const senders = [...new Set([...env.SMS_FROM_NUMBERS, ...env.SMS_PUBLIC_FROM_NUMBERS])];
  if (senders.length === 0) return [];
  if (env.PHONE_MASKING_PROVIDER !== "twilio") {
    return [skipped("webhooks of the senders", "look at them in the carrier's console")];
  }
  const webhooks = numberWebhooks(functionsUrl);
  const numbers = await (await createCarriers(env).get("twilio")).numbers();
  const account = await numbers.list(webhooks);
  return senders.map((sender) => {
    const number = account.find((owned) => owned.number === sender);
    if (!number) {
      return missing(
        `sender ${sender} in the carrier account`,
        "buy it, or take it out of the settings",
      );
    }
    if (!number.sms) return wrong(`sender ${sender} cannot text`, "choose another one");
    return number.differs.includes("sms_webhook")
      ? wrong(
        `sender ${sender}: texts to it lead elsewhere, a STOP too`,
        `set "A message comes in" to ${webhooks.sms}#rc=3&rp=ct,rt,5xx`,
      )
      : ok(`sender ${sender}`);
  });
}
