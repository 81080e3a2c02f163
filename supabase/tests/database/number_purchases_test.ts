import assert from "node:assert/strict";
import { createTestDatabase } from "../support/test_database.ts";

type Purchase = {
  id: string;
  missing: number;
  monthly_cost: number;
  numbers: { number: string }[];
};

Deno.test("Purchases of numbers", async (t) => {
  const db = await createTestDatabase();
  const { sql } = db;
  let keys = 0;
  const start = async (count: number, budget: number) => {
    const [row] = await sql`
      select masking.start_purchase(
        count => ${count}, max_monthly_cost => ${budget}, actor => 'system',
        idempotency_id => ${`key ${++keys}`}, request_hash => 'hash') as purchase`;
    return row!.purchase as Purchase;
  };
  const plan = async (id: string, offered: string[], cost = 1.15) => {
    const [row] = await sql`
      select masking.plan_orders(
        purchase_id => ${id}, numbers => ${
      sql.json(offered)
    }, monthly_cost => ${cost}, currency => 'USD') as purchase`;
    return (row!.purchase as Purchase).numbers.map(({ number }) => number);
  };
  const settle = (id: string, number: string, isBought = true) =>
    sql`
      select masking.settle_order(purchase_id => ${id}, number => ${number}, bought => ${
      isBought
        ? sql.json({
          number,
          phone_hash: `hash of ${number}`,
          provider: "twilio",
          provider_sid: `PN${number.slice(1)}`,
          country_code: "US",
          area_code: "628",
          sms: true,
          mms: true,
          voice: true,
        })
        : null
    })`;
  const [one, two, three, four] = ["0", "1", "2", "3"].map((last) => `+1628555010${last}`) as [
    string,
    string,
    string,
    string,
  ];
  try {
    await t.step("plans as many as are lacking and the budget allows, to the cent", async () => {
      const { id } = await start(3, 2.3);
      assert.deepEqual(await plan(id, [one, two, three]), [one, two]);
      assert.deepEqual(await plan(id, [three]), [one, two]);
      await settle(id, one, false);
      assert.deepEqual(await plan(id, [one, three]), [two, three]);
      await sql`delete from public.number_purchases`;
    });

    await t.step("no two purchases have the same number, however they meet", async () => {
      const [first, second] = [await start(1, 10), await start(1, 10)];
      assert.deepEqual(await plan(first.id, [one]), [one]);
      assert.deepEqual(await plan(second.id, [one]), []);

      // The second was about to plan it when the first had bought it.
      await settle(first.id, one);
      assert.deepEqual(await plan(second.id, [one]), []);
      await sql`insert into public.number_orders (purchase_id, number, monthly_cost, currency) values (${second.id}, ${one}, 1, 'USD')`;
      await settle(second.id, one);
      assert.deepEqual(await plan(second.id, [one, four]), [four]);
    });

    await t.step("a number that was given back can be bought again", async () => {
      await sql`select masking.request_release(${one})`;
      await sql`select masking.claim_number_releases('twilio', 1)`;
      await sql`select masking.settle_number_release(${one})`;
      const { id } = await start(1, 10);
      assert.deepEqual(await plan(id, [one]), [one]);
      await settle(id, one);
      const [row] =
        await sql`select status, released_at from public.phone_number_pool where number = ${one}`;
      assert.deepEqual({ ...row }, { status: "active", released_at: null });
    });

    await t.step("requests at once for one purchase stay within it together", async () => {
      const { id } = await start(5, 100);
      const offers = Array.from(
        { length: 8 },
        (_, offer) =>
          Array.from(
            { length: 5 },
            (_, n) => `+1737555${String(100 + offer * 5 + n).padStart(4, "0")}`,
          ),
      );
      await Promise.all(offers.map((offered) => plan(id, offered)));
      assert.equal((await plan(id, [])).length, 5);
    });
  } finally {
    await db.stop();
  }
});
