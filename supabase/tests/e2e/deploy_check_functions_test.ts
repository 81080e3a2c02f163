import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { checkFunctions, checkHealth } from "../../../local/deploy/check_functions.ts";
import { checkOutgoingUrls } from "../../../local/deploy/check_outgoing_urls.ts";
import { checkHookSecret } from "../../../local/deploy/check_signatures.ts";
import { checkText } from "../../../local/deploy/check_text.ts";
import { describeFinding } from "../../../local/deploy/describe_findings.ts";
import { until } from "../../../local/process/until.ts";
import { accountNumbers, callNumbers } from "../support/account_numbers.ts";
import { faults, SENDER, startCheckedDeployment } from "../support/checked_deployment.ts";

const CHECK = fileURLToPath(new URL("../../../local/deploy/check.ts", import.meta.url));
const MYSELF = "+14155550171";

/** What stands in front of a project: answers for one function as the platform would, and passes the rest on. */
function standInFront(functionsUrl: string, path: string, answer: () => Response) {
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith(path)) return answer();
    const { method, headers } = request;
    const body = method === "GET" ? null : await request.text();
    return await fetch(functionsUrl + pathname, { method, headers, body });
  });
  return { url: `http://127.0.0.1:${server.addr.port}`, stop: () => server.shutdown() };
}

const platform = (status: number, code: string) => () =>
  Response.json({ code, message: "…" }, { status, headers: { "sb-error-code": code } });

Deno.test("deploy:check looks at functions, numbers and a text", async (t) => {
  const deployment = await startCheckedDeployment();
  const { stack, settings, check, withSettings, project, setNumber, smsUrl } = deployment;
  const { sql, status, functionsUrl } = stack;
  const breaks = deployment.breaker(t);
  const service = { functionsUrl, secretKey: status.secret_key };

  try {
    const answers: [string, string, () => Response, RegExp][] = [
      [
        "a function that is not deployed",
        "masking",
        platform(404, "NOT_FOUND"),
        /^missing\s+function masking: npx supabase functions deploy masking$/,
      ],
      [
        "a function that asks for a JWT",
        "sms-webhook",
        platform(401, "UNAUTHORIZED_NO_AUTH_HEADER"),
        /^wrong\s+function sms-webhook asks for a JWT: verify_jwt must be false/,
      ],
      [
        "a function that does not start",
        "phone-numbers",
        platform(503, "BOOT_ERROR"),
        /^wrong\s+function phone-numbers does not start/,
      ],
      [
        "a webhook that takes what is not signed",
        "voice-webhook",
        () => new Response("<Response/>"),
        /^wrong\s+function voice-webhook answers 200 to an unsigned webhook, not 403/,
      ],
      [
        "somebody else's function of that name",
        "send-sms",
        () => new Response("hello"),
        /^wrong\s+function send-sms answers 200 as none of ours does/,
      ],
    ];
    for (const [name, path, answer, line] of answers) {
      await t.step(`sees ${name}`, async () => {
        const front = standInFront(functionsUrl, `/${path}`, answer);
        const found = await Array.fromAsync(checkFunctions(front.url, project.functions));
        await front.stop();
        assert.deepEqual(found.length, project.functions.length);
        assert.deepEqual(faults(found).length, 1);
        assert.match(describeFinding(faults(found)[0]!), line);
      });
    }

    await t.step("sees a URL at which nobody answers, and one without https", async () => {
      const silent = await Array.fromAsync(checkFunctions("http://127.0.0.1:9", ["masking"]));
      assert.match(describeFinding(silent[0]!), /^wrong\s+function masking does not answer/);
      const open = await Array.fromAsync(checkFunctions("http://example.invalid", []));
      assert.match(
        describeFinding(open[0]!),
        /^wrong\s+URL of the functions: it must start with https/,
      );
    });

    await t.step("says what the functions say of themselves", async () => {
      const checks = { carrier: false, database: true, encryption_key: true };
      const front = standInFront(
        functionsUrl,
        "/send-sms",
        () => Response.json({ status: "failing", checks }, { status: 503 }),
      );
      const found = await checkHealth(front.url);
      await front.stop();
      assert.deepEqual([found.length, faults(found).length], [3, 1]);
      assert.match(describeFinding(faults(found)[0]!), /^wrong\s+health: carrier does not work/);
    });

    await breaks(
      "sees that the functions have another token or URL than the file",
      /^wrong\s+webhook signed with TWILIO_AUTH_TOKEN is answered 403/,
      // Not at the carrier, whom the file's senders are compared with.
      withSettings({ TWILIO_AUTH_TOKEN: "another", SMS_FROM_NUMBERS: "" }),
    );
    await breaks(
      "sees that the hook's secret is another one",
      /^wrong\s+SMS_HOOK_SECRET is not that of the functions/,
      withSettings({ SMS_HOOK_SECRET: `v1,whsec_${btoa("another secret of 32 characters!")}` }),
    );
    await breaks(
      "sees that the hook's secret is none",
      /^wrong\s+SMS_HOOK_SECRET: it must be v1,whsec_ and base64/,
      withSettings({ SMS_HOOK_SECRET: "v1,whsec_?" }),
    );
    await t.step("sees that the functions have no secret of the hook", async () => {
      const front = standInFront(
        functionsUrl,
        "/send-sms/auth-hook",
        () => Response.json({ code: "not_configured" }, { status: 503 }),
      );
      const found = await checkHookSecret(front.url, settings.SMS_HOOK_SECRET!);
      await front.stop();
      assert.match(describeFinding(found), /^missing\s+SMS_HOOK_SECRET or SMS_FROM_NUMBERS/);
    });

    await t.step(
      "sees that the file's key is another one, in the database and in the functions",
      async () => {
        const found = faults(await check(withSettings({ PHONE_ENCRYPTION_KEY: "o".repeat(40) })));
        const lines = found.map(describeFinding).toSorted();
        assert.equal(lines.length, 2);
        assert.match(
          lines[0]!,
          /^wrong\s+PHONE_ENCRYPTION_KEY is not the key of this database: set .* id \S{8}$/,
        );
        assert.match(lines[1]!, /^wrong\s+key of the functions is not that of the settings file/);
      },
    );
    await t.step("sees that the functions' key is not the database's", async () => {
      const front = standInFront(
        functionsUrl,
        "/masking/keys",
        () => Response.json({ code: "wrong_encryption_key", request_id: "x" }, { status: 503 }),
      );
      const found = faults(await check({ functionsUrl: front.url, ...withSettings({}) }))
        .map(describeFinding);
      await front.stop();
      assert.ok(
        found.some((line) =>
          /^wrong\s+key of the functions is not that of the database/.test(line)
        ),
      );
    });

    await breaks(
      "sees an empty pool",
      /^missing\s+numbers in the pool/,
      () => sql`update public.phone_number_pool set status = 'draining'`,
      () => sql`update public.phone_number_pool set status = 'active'`,
    );
    const [first, second] = status.pool;
    await breaks(
      "sees a number whose texts lead elsewhere",
      new RegExp(`^wrong\\s+number \\${first} differs in sms_webhook: deno task pool:sync --apply`),
      () => setNumber(first!, { SmsUrl: "https://elsewhere.example.com/sms" }),
      () => setNumber(first!, { SmsUrl: smsUrl }),
    );
    await t.step("sees a number that the account has lost", async () => {
      const owned = await accountNumbers(stack);
      const { sid } = owned.find(({ phone_number }) => phone_number === second)!;
      await callNumbers(status, "DELETE", `/${sid}.json`);
      const found = faults(await check()).map(describeFinding);
      await callNumbers(status, "POST", ".json", {
        PhoneNumber: second!,
        SmsUrl: smsUrl,
        VoiceUrl: `${functionsUrl}/voice-webhook`,
      });
      assert.equal(found.length, 1);
      assert.match(
        found[0]!,
        new RegExp(`^wrong\\s+\\${second} is in the pool but not in the account`),
      );
      await (await stack.service("POST", "/masking/pool/sync", { dry_run: false })).body?.cancel();
    });
    await t.step("sees that the secret key is refused", async () => {
      const found = faults(await check({ secretKey: "sb_secret_revoked" })).map(describeFinding);
      assert.ok(found.some((line) => /^wrong\s+pool cannot be asked for \(401\)/.test(line)));
    });
    await breaks(
      "sees a sender whose STOPs lead elsewhere",
      /^wrong\s+sender \+14155550198: texts to it lead elsewhere, a STOP too/,
      () => setNumber(SENDER, { SmsUrl: "https://elsewhere.example.com/sms" }),
      () => setNumber(SENDER, { SmsUrl: smsUrl }),
    );
    await breaks(
      "sees a sender that the account does not have",
      /^missing\s+sender \+14155550195 in the carrier account/,
      withSettings({ SMS_FROM_NUMBERS: `${SENDER},+14155550195` }),
    );

    await t.step("sees how the app's servers are reached", async () => {
      const app = Deno.serve(
        { hostname: "127.0.0.1", port: 0, onListen() {} },
        () => new Response(),
      );
      const found = await checkOutgoingUrls({
        EVENTS_WEBHOOK_URL: `http://127.0.0.1:${app.addr.port}/events`,
        POLICY_WEBHOOK_URL: "http://127.0.0.1:9/policy",
      });
      await app.shutdown();
      assert.deepEqual(found.map(({ state }) => state), ["ok", "wrong"]);
      assert.match(describeFinding(found[1]!), /POLICY_WEBHOOK_URL: nobody answers there/);
      const open = await checkOutgoingUrls({ EVENTS_WEBHOOK_URL: "http://app.example.com/events" });
      assert.match(describeFinding(open[0]!), /EVENTS_WEBHOOK_URL: it must be an https URL/);
    });

    await t.step("texts oneself through a conversation, and nobody else", async () => {
      const found = await check({ textTo: MYSELF });
      assert.deepEqual(faults(found), []);
      assert.match(describeFinding(found.at(-1)!), /^ok\s+test text from \+\d+ was delivered/);
      const texts = await stack.arrived(MYSELF);
      assert.deepEqual(texts.map(({ body }) => body), ["Maskline can reach you."]);
      const [left] = await sql`
        select count(*) filter (where status = 'active') as active, (select count(*) from public.sms_forwards) as forwards
        from public.phone_conversations`;
      assert.deepEqual([Number(left!.active), Number(left!.forwards)], [0, 1]);
    });
    await t.step("says what became of a text that did not arrive", async () => {
      await stack.faults({ undelivered: 1 });
      const failed = await checkText(service, MYSELF);
      assert.match(describeFinding(failed), /^wrong\s+test text from \+\d+ is undelivered/);
      await stack.faults({ lose_status: 1 });
      const silent = await checkText(service, MYSELF, { patienceMilliseconds: 1_000 });
      assert.match(
        describeFinding(silent),
        /^wrong\s+test text .* was sent, but no status came back/,
      );
      await stack.faults({});
      await sql`update public.phone_number_pool set status = 'draining'`;
      const none = await checkText(service, "+14155550172");
      await sql`update public.phone_number_pool set status = 'active'`;
      assert.match(
        describeFinding(none),
        /^wrong\s+test text: no conversation .* \(pool_exhausted\)/,
      );
    });

    const run = (...args: string[]) =>
      new Deno.Command(Deno.execPath(), {
        args: ["run", "-A", CHECK, "--url", functionsUrl, ...args],
        env: { MASKLINE_SECRET_KEY: status.secret_key, DATABASE_URL: status.db_url },
        stdout: "piped",
        stderr: "piped",
      }).spawn();
    await t.step("ends with 0 when all is well, with 1 when not, and prints lines", async () => {
      const file = await Deno.makeTempFile();
      const write = (more: Record<string, string>) =>
        Deno.writeTextFile(
          file,
          Object.entries({ ...settings, ...more }).map(([name, value]) => `${name}=${value}\n`)
            .join(""),
        );
      await write({});
      const well = await run("--env", file).output();
      const lines = new TextDecoder().decode(well.stdout).trimEnd().split("\n");
      assert.equal(well.code, 0, lines.join("\n"));
      assert.ok(lines.slice(0, -1).every((line) => /^(ok|skipped) +\S/.test(line)));
      assert.match(lines.at(-1)!, /^Nothing is missing or wrong; 1 not looked at$/);
      await write({ VOICE_PIN_LENGTH: "9" });
      const ill = await run("--env", file).output();
      assert.equal(ill.code, 1);
      assert.match(new TextDecoder().decode(ill.stdout), /^1 to mend; 1 not looked at$/m);
      await Deno.remove(file);
    });
    await t.step("stops with Ctrl-C, and leaves no conversation open", async () => {
      await stack.faults({ lose_status: 1 });
      const child = run("--text-to", "+14155550173");
      const active = async () =>
        Number(
          (await sql`select count(*) from public.phone_conversations where status = 'active'`)[0]!
            .count,
        );
      await until("the text is under way", async () => await active() === 1, 30_000);
      child.kill("SIGINT");
      const { code, stderr } = await child.output();
      assert.deepEqual([code, new TextDecoder().decode(stderr)], [130, "Stopped\n"]);
      assert.equal(await active(), 0);
      await stack.faults({});
    });
  } finally {
    await stack.stop();
  }
});
