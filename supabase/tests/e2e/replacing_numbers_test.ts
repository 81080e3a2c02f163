import assert from "node:assert/strict";
import { until } from "../../../local/process/until.ts";
import { accountNumbers } from "../support/account_numbers.ts";
import { startTestStack } from "../support/test_stack.ts";

const PAIRS = Array.from(
  { length: 6 },
  (_, n) => [`+1312555010${n}`, `+1312555011${n}`] as const,
);
const ROUNDS = 12;
const NOTICE = "This conversation now continues on this number. Please use it from now on.";

Deno.test("Replacing a number while texts flow both ways", async (t) => {
  const stack = await startTestStack();
  const { service, sql, status } = stack;
  const json = async (method: string, path: string, body?: unknown) =>
    await (await service(method, path, body)).json();
  const [bad, good, second] = status.pool as [string, string, string];
  const path = (number: string) => `/masking/pool/numbers/${encodeURIComponent(number)}`;
  const words = async (phone: string) => (await stack.arrived(phone)).map(({ body }) => body);
  const sweep = () => json("POST", "/expire-conversations");
  try {
    // Everybody is on one number, which goes bad; two others are there for them.
    for (const number of status.pool.slice(1)) {
      await json("PATCH", path(number), { status: "draining" });
    }
    for (const [left, right] of PAIRS) {
      const made = await json("POST", "/masking/conversations", {
        participants: [{ phone: left }, { phone: right }],
      });
      assert.equal(made.masked_number, bad);
    }
    for (const number of [good, second]) await json("PATCH", path(number), { status: "active" });

    await t.step("loses no text, doubles none and misroutes none", async () => {
      // What may have been taken before the number was replaced is looked up there.
      await stack.faults({
        accept_then_error: 0.4,
        lose_status: 1,
        repeat_webhook: 0.1,
        shuffle_status: true,
        seed: 3,
      });
      const latest = async (phone: string) => (await stack.arrived(phone)).at(-1)?.from ?? bad;
      let replaced:
        | Promise<{ moved: number; not_moved: string[]; conversations_left: number }>
        | undefined;
      for (let round = 0; round < ROUNDS; round++) {
        await Promise.all(PAIRS.flatMap((pair) =>
          pair.map(async (phone, side) => {
            // Some go on texting the number that they know, some answer where they were texted from.
            const to = round % 2 === 0 ? bad : await latest(phone);
            await stack.text(phone, to, `${round} from ${side} ${phone.slice(-1)}`);
          })
        ));
        if (round !== 3) continue;
        await until("the carrier has taken some without saying so", async () => {
          const [row] =
            await sql`select count(*)::int as count from public.sms_forwards where status = 'unknown'`;
          return row!.count >= 3;
        });
        replaced = json("POST", `${path(bad)}/replace`, {});
      }
      const { moved, not_moved, conversations_left } = await replaced!;
      assert.deepEqual([moved, not_moved, conversations_left], [PAIRS.length, [], 0]);
      await stack.faults({});
      await until("all has been sent", async () => {
        await sql`update public.sms_forwards set next_attempt_at = now() where status in ('queued', 'unknown')`;
        await sweep();
        return (await json("GET", "/masking/health")).queue_depth === 0;
      }, 30_000);

      for (const pair of PAIRS) {
        for (const [side, phone] of pair.entries()) {
          const sent = Array.from(
            { length: ROUNDS },
            (_, round) => `${round} from ${1 - side} ${phone.slice(-1)}`,
          );
          assert.deepEqual((await words(phone)).toSorted(), [...sent, NOTICE].toSorted());
        }
      }
    });

    await t.step(
      "texts come from the new number, and both numbers lead to the same person",
      async () => {
        const [ana, ben] = PAIRS[0]!;
        const from = async (phone: string) => (await stack.arrived(phone)).at(-1)!;
        for (const to of [bad, (await from(ana)).from]) {
          const count = (await stack.arrived(ben)).length;
          await stack.text(ana, to, `late to ${to === bad ? "the old one" : "the new one"}`);
          const arrived = (await stack.arrivals(ben, count + 1)).at(-1)!;
          assert.match(arrived.body, /^late to/);
          assert.ok([good, second].includes(arrived.from));
        }
      },
    );

    await t.step("replacing it again moves nothing and tells nobody", async () => {
      const { moved, more, after } = await json("POST", `${path(bad)}/replace`, {});
      assert.deepEqual([moved, more, after], [0, false, null]);
      const [ana] = PAIRS[0]!;
      assert.equal((await words(ana)).filter((body) => body === NOTICE).length, 1);
    });

    await t.step(
      "names the conversations for which there is no number, and leaves them whole",
      async () => {
        const { participants: [{ id }], id: conversation } = await json(
          "POST",
          "/masking/conversations",
          {
            participants: [{ phone: PAIRS[0]![0] }, { phone: "+13125550130" }],
          },
        );
        assert.ok(id);
        const { masked_number } = await json("GET", `/masking/conversations/${conversation}`);
        const taken = masked_number === good ? second : good;
        const { not_moved, conversations_left } = await json(
          "POST",
          `${path(masked_number)}/replace`,
          {},
        );
        assert.ok(not_moved.includes(conversation));
        assert.equal(conversations_left, not_moved.length);
        const left = await json("GET", `/masking/conversations/${conversation}`);
        assert.equal(left.masked_number, masked_number);
        const report = (await json("GET", "/masking/pool")).countries[0];
        assert.ok(report.live_on_draining >= 2);
        for (const number of [masked_number, taken]) {
          await json("PATCH", path(number), { status: "active" });
        }
      },
    );

    await t.step("gives it back only when its last cooldown is over", async () => {
      const has = async () =>
        (await accountNumbers(stack)).some(({ phone_number }) => phone_number === bad);
      const requested = await service("POST", `${path(bad)}/release`);
      assert.deepEqual([requested.status, (await requested.json()).status], [202, "draining"]);
      assert.equal((await json("GET", "/masking/pool")).countries[0].to_release, 1);
      assert.deepEqual([(await sweep()).returned, await has()], [0, true]);
      await sql`
        with cooled as (
          update public.phone_conversation_participants set cooldown_until = now()
          where proxy_number = ${bad} and released_at is null
          returning conversation_id
        )
        update public.phone_conversations set next_release_at = now()
        where id in (select conversation_id from cooled)`;
      assert.deepEqual([(await sweep()).returned, await has()], [1, false]);
      assert.equal((await sweep()).returned, 0);
      assert.equal((await json("PATCH", path(bad), { status: "active" })).code, "number_not_found");
      const report = (await json("GET", "/masking/pool")).countries[0];
      assert.deepEqual([report.to_release, report.retired], [0, 0]);
    });

    await t.step("an unknown number is not found", async () => {
      for (const action of ["replace", "release"]) {
        assert.equal(
          (await json("POST", `${path("+12125550187")}/${action}`, {})).code,
          "number_not_found",
        );
      }
    });
  } finally {
    await stack.stop();
  }
});
