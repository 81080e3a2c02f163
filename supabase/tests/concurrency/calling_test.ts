import assert from "node:assert/strict";
import { answerCall, receiveCall, recordCallStatus } from "../support/calls.ts";
import { createConversation, importNumbers, person, receiveMessage } from "../support/people.ts";
import { createTestDatabase } from "../support/test_database.ts";

Deno.test("Calls at the same moment", async (t) => {
  const db = await createTestDatabase();
  const { sql } = db;
  const legs = async (conversationId: string) =>
    (await sql`select id from public.phone_calls where conversation_id = ${conversationId} and parent_id is not null`)
      .length;
  try {
    await importNumbers(sql, 20);

    await t.step("a call whose webhook comes 20 times at once rings once", async () => {
      const { id, participants } = await createConversation(sql, [person("a"), person("b")], {
        mode: "voice",
      });
      const plans = await Promise.all(
        Array.from(
          { length: 20 },
          () => receiveCall(sql, { from: "a", to: participants[0]!.proxy_number, sid: "CAsame" }),
        ),
      );
      assert.equal(plans.filter(({ repeated }) => !repeated).length, 1);
      assert.equal(new Set(plans.map((plan) => plan.legs[0]!.call_id)).size, 1);
      assert.equal(await legs(id), 1);
    });

    await t.step("of many who call into a group at once one rings the others", async () => {
      const names = ["p", "q", "r", "s"];
      const { id, participants } = await createConversation(
        sql,
        names.map((name) => person(name)),
        {
          mode: "voice",
        },
      );
      const plans = await Promise.all(
        names.map((name, n) => receiveCall(sql, { from: name, to: participants[n]!.proxy_number })),
      );
      assert.ok(plans.every(({ outcome }) => outcome === "conference"));
      assert.equal(await legs(id), names.length - 1);
    });

    await t.step("one end counts, whoever tells of it first", async () => {
      const { participants } = await createConversation(sql, [person("x"), person("y")], {
        mode: "voice",
      });
      const plan = await receiveCall(sql, { from: "x", to: participants[0]!.proxy_number });
      const leg = plan.legs[0]!.call_id;
      const ends = ["busy", "no_answer", "failed", "canceled", "ringing", "in_progress"];
      const first = new Set<string>();
      await Promise.all(Array.from({ length: 30 }, async (_, n) => {
        await recordCallStatus(sql, leg, "CAends", ends[n % ends.length]!);
        const [row] = await sql`select status, ended_at from public.phone_calls where id = ${leg}`;
        if (row!.ended_at) first.add(row!.status);
      }));
      assert.equal(first.size, 1);
    });

    await t.step("calling, texting, STOP, the end and erasure do not deadlock", async () => {
      await Promise.all(Array.from({ length: 24 }, async (_, n) => {
        const [one, other] = [`one ${n % 3}`, `other ${n}`];
        const { id, participants } = await createConversation(sql, [person(one), person(other)], {
          mode: "message_and_voice",
        });
        const [mine, theirs] = participants.map(({ proxy_number }) => proxy_number) as [
          string,
          string,
        ];
        await Promise.all([
          receiveCall(sql, { from: one, to: mine }).then(async ({ legs: [leg] }) => {
            if (!leg) return;
            await Promise.all([
              answerCall(sql, leg.call_id, `CA ${n}`, true),
              recordCallStatus(sql, leg.call_id, `CA ${n}`, "completed"),
            ]);
          }),
          receiveCall(sql, { from: other, to: theirs }),
          receiveMessage(sql, { from: other, to: theirs, keyword: n % 4 === 0 ? "opt_out" : null }),
          sql`select masking.claim_lost_calls(10, now() + interval '1 h')`,
          n % 5 === 0
            ? sql`select masking.erase_person('service:test', ${`hash of ${other}`}, null, 's', '[]', '[]')`
              .catch((error) => {
                // A forward is being recorded: the API tries again.
                if (error.code !== "55P03") throw error;
              })
            : sql`select masking.update_conversation(${id}, null, '{"status": "closed"}', null)`,
        ]);
      }));
    });
  } finally {
    await db.stop();
  }
});
