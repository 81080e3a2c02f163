import assert from "node:assert/strict";
import { describeFinding } from "../../../local/deploy/describe_findings.ts";
import type { Deployment } from "../../../local/deploy/deployment.ts";
import type { Finding } from "../../../local/deploy/finding.ts";
import { readProject } from "../../../local/deploy/read_project.ts";
import { runChecks } from "../../../local/deploy/run_checks.ts";
import { accountNumbers, callNumbers } from "./account_numbers.ts";
import { addHostedExtensions } from "./hosted_extensions.ts";
import { startTestStack } from "./test_stack.ts";

export const SENDER = "+14155550198";

/** A local stack with all that the operator of a hosted project would have done, and `deploy:check` to look at it. */
export async function startCheckedDeployment(more: Record<string, string> = {}) {
  const senders = { SMS_FROM_NUMBERS: SENDER, SMS_PUBLIC_FROM_NUMBERS: "" };
  const stack = await startTestStack({ ...senders, ...more });
  const { sql, status, functionsUrl } = stack;
  const project = await readProject();
  await addHostedExtensions(sql);
  await sql`select masking.schedule_jobs()`;
  await sql`select vault.create_secret(${functionsUrl}, 'maskline_functions_url')`;
  await sql`select vault.create_secret(${status.secret_key}, 'maskline_secret_key')`;
  await stack.service("POST", "/masking/pool/sync", { dry_run: false })
    .then((response) => response.body?.cancel());

  const smsUrl = `${functionsUrl}/sms-webhook#rc=3&rp=ct,rt,5xx`;
  /** Changes how the carrier account has a number. */
  const setNumber = async (number: string, form: Record<string, string>) => {
    const { sid } = (await accountNumbers(stack)).find((owned) => owned.phone_number === number)!;
    await callNumbers(status, "POST", `/${sid}.json`, form);
  };
  await setNumber(SENDER, { SmsUrl: smsUrl });

  const settings = Object.fromEntries(
    Object.entries(stack.stack.settings).filter(([name]) => !name.startsWith("SUPABASE_")),
  );
  const whole: Deployment = {
    functionsUrl,
    secretKey: status.secret_key,
    settings,
    databaseUrl: status.db_url,
    textTo: undefined,
  };
  const check = async (deployment: Partial<Deployment> = {}): Promise<Finding[]> =>
    await Array.fromAsync(runChecks({ ...whole, ...deployment }, project));

  return {
    stack,
    settings,
    whole,
    project,
    smsUrl,
    setNumber,
    check,
    /** The deployment with other settings in its file. */
    withSettings: (more: Record<string, string>) => ({ settings: { ...settings, ...more } }),

    /** Breaks one thing, sees the one line about it and no other, and mends it. */
    breaker: (t: Deno.TestContext) =>
    (
      name: string,
      line: RegExp,
      broken: Partial<Deployment> | (() => unknown),
      mend?: () => unknown,
    ) =>
      t.step(name, async () => {
        if (typeof broken === "function") await broken();
        try {
          const found = faults(await check(typeof broken === "function" ? {} : broken));
          assert.deepEqual(
            [found.length, found.some((finding) => line.test(describeFinding(finding)))],
            [1, true],
            found.map(describeFinding).join("\n"),
          );
        } finally {
          await mend?.();
        }
      }),
  };
}

/** What is to be mended of it. */
export function faults(findings: Finding[]): Finding[] {
  return findings.filter(({ state }) => state === "missing" || state === "wrong");
}
