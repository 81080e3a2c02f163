import assert from "node:assert/strict";
import type { Ask } from "../../functions/_shared/policy/ask.ts";
import type { PolicyDecision } from "../../functions/_shared/policy/decide_policy.ts";
import { settleAsk } from "../../functions/_shared/policy/settle_ask.ts";
import { createConversation, importNumbers, person, receiveMessage } from "../support/people.ts";
import { createTestDatabase } from "../support/test_database.ts";

type Claim = { forward_id: string; attempt: number };

/** The service was too late, or the end was faster. */
const TOO_LATE = ["MSKHM", "MSKCL"];

Deno.test("Deciding, overruling, opting out and erasing at once: each text is sent once or held", async () => {
  const db = await createTestDatabase();
  const { sql } = db;
  let sids = 0;
  const sent: string[] = [];

  /** Sends as the functions do. */
  const send = async (claims: Claim[] | null): Promise<void> => {
    await Promise.all((claims ?? []).map(async ({ forward_id, attempt }) => {
      sent.push(forward_id);
      const [row] = await sql<{ claims: Claim[] }[]>`
        select masking.record_send(${forward_id}, ${attempt}, 'sent', ${
        sql.json([`SMsent${++sids}`])
      }, null, null, null) as claims`;
      await send(row!.claims);
    }));
  };
  const decide = async (ask: Ask, n: number) => {
    const decision: PolicyDecision = n % 4 === 0
      ? { state: "held", reason: "review" }
      : n % 4 === 1
      ? { state: "changed", body: "changed", parts: 1, segments: 1 }
      : { state: "allowed" };
    await send(await settleAsk(sql, ask, decision, n % 4 === 1 ? "changed" : null));
  };
  const overrule = async (message: string, n: number) => {
    try {
      const [row] = n % 2 === 0
        ? await sql`
          select claims from masking.release_message(${message}, 'system', null, null, null)`
        : await sql`select masking.drop_message(${message}, 'system') as claims`;
      await send(row!.claims);
    } catch (error) {
      if (!TOO_LATE.includes((error as { code?: string }).code!)) throw error;
    }
  };
  const stop = async (name: string) => {
    const [row] = await sql<{ claims: Claim[] }[]>`
      select masking.stop_texting(${`hash of ${name}`}, 'c', 'keyword', null) as claims`;
    await send(row!.claims);
  };
  const erase = async (name: string): Promise<void> => {
    for (;;) {
      try {
        const [row] = await sql<{ erasure: { claims: Claim[] } }[]>`
          select masking.erase_person('system', ${`hash of ${name}`}, null, 's', '[]', '[]') as erasure`;
        return await send(row!.erasure.claims);
      } catch (error) {
        if ((error as { code?: string }).code !== "55P03") throw error;
      }
    }
  };

  try {
    await importNumbers(sql, 10, { segments_per_second: 10_000 });
    for (let round = 0; round < 4; round++) {
      const names = [`gone ${round}`, `silent ${round}`, `a ${round}`, `b ${round}`];
      const { id, participants } = await createConversation(sql, names.map((name) => person(name)));
      const flow = Array.from({ length: 60 }, async (_, n) => {
        const { ask, claims, message_id } = await receiveMessage(sql, {
          from: names[n % 4]!,
          to: participants[n % 4]!.proxy_number,
          sid: `SM${round} ${n}`,
          asksPolicy: n % 5 !== 0,
        });
        await send(claims);
        if (!ask) return;
        const turn = Math.floor(n / 4);
        await Promise.all([
          decide(ask, turn),
          // Asked twice, with other answers; and somebody looks at the held texts.
          decide(ask, turn + 1),
          n % 3 === 0 ? overrule(message_id!, n) : null,
        ]);
      });
      await Promise.all([
        ...flow.slice(0, 30),
        erase(names[0]!),
        stop(names[1]!),
        ...flow.slice(30),
      ]);
      for (;;) {
        const [due] = await sql<{ claims: Claim[] }[]>`
          select masking.claim_due_forwards(100, now() + interval '50 s') as claims`;
        if (due!.claims.length === 0) break;
        await send(due!.claims);
      }

      const wrong = await sql`
        select f.status, d.state from public.sms_forwards f
        left join public.policy_decisions d on d.message_id = f.message_id
        where f.conversation_id = ${id} and not case
          when d.state = 'pending' then false
          when d.state = 'held' then f.status in ('held', 'suppressed')
          when d.state = 'dropped' then f.status = 'suppressed'
          else f.status in ('sent', 'suppressed', 'failed') end`;
      assert.deepEqual([...wrong], []);
    }
    assert.equal(new Set(sent).size, sent.length);
    const states = await sql`select distinct state from public.policy_decisions order by state`;
    assert.deepEqual(states.map((row) => row.state), [
      ...["allowed", "changed", "dropped", "held", "released"],
    ]);
  } finally {
    await db.stop();
  }
});
