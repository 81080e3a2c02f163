import assert from "node:assert/strict";
import { createClient } from "@supabase/supabase-js";
import { createAdmin, createMaskline } from "../../../client/src/index.ts";
import { startTestStack } from "../support/test_stack.ts";

Deno.test("The client of whoever looks after an app", async (t) => {
  const stack = await startTestStack({ CONTROL_WORDS: "BLOCK,REPORT" });
  const supabase = createClient(stack.status.api_url, stack.status.secret_key, {
    auth: { autoRefreshToken: false, persistSession: false },
  });
  const admin = createAdmin(supabase);
  const backend = createMaskline(supabase, { as: "service" });
  const [one, two] = ["+14155550171", "+14155550172"];

  try {
    await t.step("manages the pool", async () => {
      const number = "+14155550179";
      const { numbers } = await admin.pool.import({ numbers: [{ number }] });
      assert.equal(numbers[0]?.number, number);
      assert.equal((await admin.pool.update(number, { status: "draining" })).status, "draining");
      assert.equal((await admin.pool.replace(number)).moved, 0);
      await admin.pool.retire(number);
      assert.equal((await admin.pool.get()).countries[0]?.retired, 1);
      assert.ok(await admin.pool.history());
      assert.equal((await admin.pool.sync()).dry_run, true);
      const offer = await admin.pool.purchase({
        country_code: "US",
        count: 1,
        max_monthly_cost: 10,
      });
      assert.equal(offer.dry_run, true);
    });

    await t.step("lifts what people barred", async () => {
      const made = await backend.conversations.create({
        participants: [{ phone: one }, { phone: two }],
      });
      await stack.text(one, made.masked_number!, "REPORT");
      await stack.arrivals(one, 1);
      await admin.liftFreeze(made.id);
      await admin.liftBlock(made.id);
      await assert.rejects(admin.liftBlock(made.id), { code: "block_not_found" });
    });

    await t.step("sees opt-outs, and lifts one", async () => {
      const made = await backend.conversations.create({
        participants: [{ phone: one }, { phone: two }],
      });
      await stack.text(two, made.masked_number!, "STOP");
      await stack.arrivals(one, 2);
      const { id } = await admin.optOuts.lookUp({ phone: two });
      assert.deepEqual((await admin.optOuts.list()).opt_outs.map((optOut) => optOut.id), [id]);
      assert.ok(await admin.optOuts.counts());
      await admin.optOuts.lift(id!);
      assert.equal((await admin.optOuts.lookUp({ phone: two })).opted_out, false);
    });

    await t.step("exports, holds and erases a person", async () => {
      const hold = await admin.legalHolds.place({ phone: one, reason: "Case 17" });
      await assert.rejects(admin.people.erase({ phone: one }), { code: "legal_hold" });
      assert.deepEqual((await admin.legalHolds.list()).legal_holds.map(({ id }) => id), [hold.id]);
      await admin.legalHolds.lift(hold.id);
      const { subject } = await admin.people.export({ phone: one });
      const receipt = await admin.people.erase({ phone: one });
      assert.equal(receipt.erased.conversations, 2);
      const { audit } = await admin.audit({ subject, limit: 1 });
      assert.equal(audit[0]?.action, "erase_person");
    });

    await t.step("looks after delivery and keys, and texts outside of conversations", async () => {
      assert.equal((await admin.health()).queue_depth, 0);
      assert.ok(await admin.failures());
      assert.equal((await admin.keys.list()).keys[0]?.role, "current");
      await assert.rejects(admin.keys.rotate(), { code: "rotation_not_ready" });
      const text = { to: one, from: "+14155550198", body: "Your driver is here" };
      assert.match((await backend.texts.send(text)).sid, /^SM/);
    });
  } finally {
    await stack.stop();
  }
});
