import assert from "node:assert/strict";
import { startTestStack } from "../support/test_stack.ts";
import { until } from "../../../local/process/until.ts";

Deno.test("When something fails", async (t) => {
  const stack = await startTestStack();
  const { service, sql, status } = stack;
  const [ana, ben] = ["+14155550151", "+14155550152"];
  try {
    const created = await service("POST", "/masking/conversations", {
      participants: [{ phone: ana }, { phone: ben }],
    });
    const conversation = await created.json();
    const proxy = conversation.participants[0].proxy_number;
    const sweep = async () => await (await service("POST", "/expire-conversations")).json();
    const forward = async (wanted: string) =>
      await until(
        `a forward is ${wanted}`,
        async () =>
          (await sql`select 1 from public.sms_forwards where status = ${wanted}`).length > 0,
      );
    const makeDue = () =>
      sql`update public.sms_forwards set next_attempt_at = now() where status in ('queued', 'unknown')`;
    const bens = async (body: string) =>
      (await stack.arrived(ben)).filter((message) => message.body === body).length;

    await t.step("a carrier that refuses for now gets the text later, once", async () => {
      await stack.faults({ rate_limit: 1 });
      await stack.text(ana, proxy, "limited");
      await until(
        "an attempt was refused",
        async () =>
          (await sql`select 1 from public.sms_forwards where status = 'queued' and error_code = '20429'`)
            .length === 1,
      );
      await stack.faults({});
      await makeDue();
      assert.equal((await sweep()).resent, 1);
      assert.equal(await bens("limited"), 1);
    });

    await t.step(
      "a text that the carrier took without saying so is found there, not sent twice",
      async () => {
        await stack.faults({ accept_then_error: 1 });
        await stack.text(ana, proxy, "taken");
        await until("it arrives", async () => await bens("taken") === 1);
        await stack.faults({});
        await makeDue();
        await sweep();
        await until(
          "it is settled",
          async () =>
            (await sql`select 1 from public.sms_forwards where status in ('queued', 'sending', 'unknown')`)
              .length === 0,
        );
        assert.equal(await bens("taken"), 1);
      },
    );

    await t.step("a text that the carrier did not take is sent again", async () => {
      await stack.faults({ server_error: 1 });
      await stack.text(ana, proxy, "not taken");
      await forward("unknown");
      await stack.faults({});
      await makeDue();
      await sweep();
      assert.equal(await bens("not taken"), 1);
    });

    await t.step(
      "a text whose webhook was lost is found at the carrier and relayed once",
      async () => {
        await stack.faults({ lose_webhook: 1 });
        const sid = await stack.text(ana, proxy, "lost webhook");
        await stack.faults({});
        assert.equal((await sweep()).recovered, 1);
        assert.equal((await sweep()).recovered, 0);
        await until("it arrives", async () => await bens("lost webhook") === 1);
        const late = await stack.webhook([["MessageSid", sid], ["From", ana], ["To", proxy], [
          "Body",
          "lost webhook",
        ], ["NumMedia", "0"]]);
        assert.deepEqual([late.status, await late.text()], [200, "<Response/>"]);
        await sweep();
        assert.equal(await bens("lost webhook"), 1);
      },
    );

    await t.step("the sender is told once of a text that was not delivered", async () => {
      const [cyd, noMobile] = ["+14155550153", "+15005550009"];
      const made = await service("POST", "/masking/conversations", {
        participants: [{ phone: cyd }, { phone: noMobile }],
      });
      await stack.text(cyd, (await made.json()).participants[0].proxy_number, "into the void");
      const [notice] = await stack.arrivals(cyd, 1);
      assert.match(notice!.body, /could not be delivered/);
      await sweep();
      assert.equal((await stack.arrived(cyd)).length, 1);
      const health = await (await service("GET", "/masking/health")).json();
      assert.deepEqual([health.queue_depth, health.failures_last_hour], [0, 1]);
      const failures = await (await service("GET", "/masking/failures?hours=1")).json();
      assert.deepEqual(failures.waiting, []);
      assert.deepEqual(
        failures.failed.map((reason: Record<string, unknown>) => [
          reason.status,
          reason.error_code,
          reason.count,
        ]),
        [["failed", "21614", 1]],
      );
    });

    await t.step(
      "a database that is down is a 500 to the carrier, a 503 to an app, and needs no restart of ours",
      async () => {
        const text: [string, string][] = [["MessageSid", "SMdown"], ["From", ana], ["To", proxy], [
          "Body",
          "down",
        ], ["NumMedia", "0"]];
        await stack.stack.postgres!.restart("fast", async () => {
          const webhook = await stack.webhook(text);
          assert.deepEqual([webhook.status, await webhook.text()], [500, ""]);
          const app = await service("GET", `/masking/conversations/${conversation.id}`);
          assert.deepEqual([app.status, (await app.json()).code], [503, "database_unavailable"]);
          assert.ok(Number(app.headers.get("retry-after")) > 0);
          const health = await stack.call("POST", "/send-sms", { action: "health" });
          assert.deepEqual([health.status, (await health.json()).checks.database], [503, false]);
        });
        // As the carrier does with #rc=3&rp=ct,rt,5xx; a pooled connection may still notice its end on the first try.
        await until("the repeated webhook is taken", async () => {
          const again = await stack.webhook(text);
          await again.body?.cancel();
          return again.status === 200;
        });
        await until("the repeated text arrives", async () => await bens("down") === 1);
      },
    );

    const cutAll = () =>
      sql`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'maskline'`;
    const rename = async () => {
      const response = await service("PATCH", `/masking/conversations/${conversation.id}`, {
        friendly_name: "x",
      });
      return [response.status, (await response.json()).code ?? "ok"];
    };

    await t.step(
      "a statement that takes too long and a connection cut in the middle of it are a 503",
      async () => {
        await sql`alter role maskline set statement_timeout = '300ms'`;
        await cutAll();
        await until("the functions connect again", async () => (await rename())[0] === 200);
        await sql.begin(async (tx) => {
          await tx`select 1 from public.phone_conversations where id = ${conversation.id} for update`;
          assert.deepEqual(await rename(), [503, "database_unavailable"]);
          const waits = rename();
          await until(
            "it waits for the lock",
            async () =>
              (await sql`select 1 from pg_stat_activity where usename = 'maskline' and wait_event_type = 'Lock'`)
                .length > 0,
          );
          await cutAll();
          assert.deepEqual(await waits, [503, "database_unavailable"]);
        });
        await sql`alter role maskline set statement_timeout = '10s'`;
      },
    );

    await t.step(
      "no connection left is a 503, and all is well when there is one again",
      async () => {
        await sql`alter role maskline connection limit 0`;
        await cutAll();
        await until(
          "connections are refused",
          async () => (await rename())[1] === "database_unavailable",
        );
        await sql`alter role maskline connection limit -1`;
        await cutAll();
        await until("the functions connect again", async () => (await rename())[0] === 200);
      },
    );

    await t.step(
      "expire-conversations closes, releases, redacts and prunes, also twice at once",
      async () => {
        await service("PATCH", `/masking/conversations/${conversation.id}`, { expires_in: 3600 });
        await sql`update public.phone_conversations set created_at = created_at - interval '1 day', expires_at = now() - interval '1 second', cooldown = '0'`;
        await until(
          "all is settled",
          async () =>
            (await sql`select 1 from public.sms_forwards where status in ('queued', 'sending', 'unknown')`)
              .length === 0,
        );
        await sql`update public.sms_messages set created_at = now() - interval '31 days'`;
        await sql`update public.rate_limits set window_start = now() - interval '3 days'`;
        const runs = await Promise.all([sweep(), sweep()]);
        const total = (name: string) => runs.reduce((sum, run) => sum + run[name], 0);
        assert.deepEqual([total("closed"), total("released")], [2, 2]);
        assert.ok(total("redacted") >= 4 && total("pruned") >= 1);
        assert.ok(runs.every((run) => run.more === false));
        const { messages } =
          await (await service("GET", `/masking/conversations/${conversation.id}/messages`)).json();
        assert.ok(messages.every((message: { body: null }) => message.body === null));
      },
    );
  } finally {
    await stack.stop();
  }

  await t.step(
    "a wrong setting stops a function at its start, named and without its value",
    async () => {
      const run = await new Deno.Command(Deno.execPath(), {
        args: [
          "eval",
          `import { readEnv } from ${
            JSON.stringify(new URL("../../functions/_shared/env.ts", import.meta.url).href)
          }; readEnv()`,
        ],
        cwd: new URL("../../../", import.meta.url).pathname,
        clearEnv: true,
        env: {
          HOME: Deno.env.get("HOME") ?? "",
          DENO_DIR: Deno.env.get("DENO_DIR") ?? "",
          SUPABASE_URL: status.api_url,
          PHONE_ENCRYPTION_KEY: "too short to be a key",
          SMS_ALLOWED_COUNTRIES: "US,Atlantis",
        },
        stderr: "piped",
      }).output();
      const said = new TextDecoder().decode(run.stderr);
      assert.notEqual(run.code, 0);
      for (
        const name of ["PHONE_ENCRYPTION_KEY", "SMS_ALLOWED_COUNTRIES", "TWILIO_AUTH_TOKEN"]
      ) assert.ok(said.includes(name), said);
      assert.ok(!said.includes("too short to be a key") && !said.includes("Atlantis"));
    },
  );
});
