import assert from "node:assert/strict";
import {
  createConversation,
  importNumbers,
  person,
  receiveMessage,
  sqlstate,
} from "../support/people.ts";
import { createTestDatabase } from "../support/test_database.ts";

type OptOut = { id: string; opted_out_at: string; source: string };

Deno.test("Opt-outs", async (t) => {
  const db = await createTestDatabase();
  const { sql } = db;
  const audit = async () =>
    (await sql`select actor, action, subject, details from public.access_audit order by id`)
      .map((row) => [row.actor, row.action, row.subject, row.details]);
  const lookUp = async (name: string) =>
    (await sql`select masking.look_up_opt_out(${`hash of ${name}`}, ${`subject ${name}`}, 'service:default') as found`)[
      0
    ]!
      .found;
  try {
    const [number] = await importNumbers(sql, 3);

    await t.step("are listed newest first, in pages, without saying whose", async () => {
      for (let n = 0; n < 5; n++) {
        await receiveMessage(sql, {
          from: `person ${n}`,
          to: number!,
          keyword: "opt_out",
          now: new Date(Date.UTC(2026, 4, 1 + Math.floor(n / 2))),
        });
      }
      const seen: OptOut[] = [];
      for (;;) {
        const last = seen.at(-1);
        const page: { o: OptOut }[] = last
          ? await sql`select masking.list_opt_outs(2, ${last.opted_out_at}, ${last.id}) as o`
          : await sql`select masking.list_opt_outs(2) as o`;
        if (page.length === 0) break;
        seen.push(...page.map((row) => row.o));
      }
      assert.equal(new Set(seen.map(({ id }) => id)).size, 5);
      assert.deepEqual(
        seen.map(({ opted_out_at }) => opted_out_at),
        seen.map(({ opted_out_at }) => opted_out_at).toSorted().toReversed(),
      );
      assert.deepEqual(Object.keys(seen[0]!).toSorted(), ["id", "opted_out_at", "source"]);
      assert.deepEqual(await audit(), []);
    });

    await t.step("are looked up by number, and who asked is written down", async () => {
      const found = await lookUp("person 1");
      assert.deepEqual([found.opted_out, found.source], [true, "keyword"]);
      assert.deepEqual(await lookUp("nobody"), {
        opted_out: false,
        id: null,
        opted_out_at: null,
        source: null,
      });
      assert.deepEqual(await audit(), [
        ["service:default", "look_up_opt_out", "subject person 1", {}],
        ["service:default", "look_up_opt_out", "subject nobody", {}],
      ]);
    });

    await t.step("are lifted once, and who did it is written down", async () => {
      const { id, opted_out_at, source } = await lookUp("person 1");
      const lift = () => sql`select masking.lift_opt_out(${id}, 'service:default')`;
      await lift();
      assert.equal((await lookUp("person 1")).opted_out, false);
      assert.deepEqual((await audit()).find(([, action]) => action === "lift_opt_out"), [
        "service:default",
        "lift_opt_out",
        id,
        {
          id,
          opted_out_at,
          source,
        },
      ]);
      assert.equal(await sqlstate(lift()), "MSKON");
    });

    await t.step(
      "that the carrier tells of reach the others once, in every live conversation",
      async () => {
        await createConversation(sql, [person("quiet"), person("friend 1")]);
        await createConversation(sql, [person("quiet"), person("friend 2")]);
        const stop = async () =>
          (await sql`select masking.stop_texting('hash of quiet', 'ciphertext of quiet', 'carrier', '{"default": "the notice"}') as claims`)[
            0
          ]!
            .claims;
        assert.deepEqual(
          (await stop()).map((
            c: { to_encrypted: string; body_encrypted: string },
          ) => [c.to_encrypted, c.body_encrypted]).toSorted(),
          [["ciphertext of friend 1", "the notice"], ["ciphertext of friend 2", "the notice"]],
        );
        assert.deepEqual(await stop(), []);
        assert.equal((await lookUp("quiet")).source, "carrier");
      },
    );
  } finally {
    await db.stop();
  }
});
