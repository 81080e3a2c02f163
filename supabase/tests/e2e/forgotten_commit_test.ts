import assert from "node:assert/strict";
import { until } from "../../../local/process/until.ts";
import { startTestStack } from "../support/test_stack.ts";

Deno.test("What became of a text, which no commit waits for, is found out again when Postgres crashes and forgets it", async () => {
  const stack = await startTestStack();
  const { service, sql } = stack;
  const [ana, ben] = ["+14155550151", "+14155550152"];
  try {
    const created = await service("POST", "/masking/conversations", {
      participants: [{ phone: ana }, { phone: ben }],
    });
    const [{ proxy_number: proxy }] = (await created.json()).participants;
    const forwards = async () =>
      (await sql<{ status: string }[]>`select status from public.sms_forwards order by position`)
        .map(({ status }) => status);
    const bens = async () => (await stack.arrived(ben)).map(({ body }) => body);

    // What nobody waits for is not on disk for ten seconds.
    await sql`alter system set wal_writer_delay = '10s'`;
    await sql`select pg_reload_conf()`;
    await stack.text(ana, proxy, "forgotten");
    await until("it is delivered", async () => (await forwards())[0] === "delivered");
    await stack.stack.postgres!.restart("immediate");
    await until(
      "Postgres is back",
      () => forwards().then(() => true).catch(() => false),
    );
    assert.deepEqual(await forwards(), ["sending"]);

    // Nothing overtakes it, and nobody gets it twice.
    await stack.text(ana, proxy, "behind it");
    await until("the next text waits", async () => (await forwards()).length === 2);
    assert.deepEqual(await bens(), ["forgotten"]);
    await sql`update public.sms_forwards set lease_expires_at = now() where status = 'sending'`;
    await until("both are settled", async () => {
      await (await service("POST", "/expire-conversations")).body?.cancel();
      return (await forwards()).every((status) => ["sent", "delivered"].includes(status));
    });
    assert.deepEqual(await bens(), ["forgotten", "behind it"]);
  } finally {
    await stack.stop();
  }
});
