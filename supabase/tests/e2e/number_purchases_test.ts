import assert from "node:assert/strict";
import { until } from "../../../local/process/until.ts";
import { syncPool } from "../../../local/pool/sync_pool.ts";
import { accountNumbers, callNumbers } from "../support/account_numbers.ts";
import { startTestStack } from "../support/test_stack.ts";

const PRICE = 1.15;
const [ANA, BEN] = ["+14155550151", "+14155550152"] as const;

Deno.test("Buying numbers and keeping them in order", async (t) => {
  const stack = await startTestStack();
  const { service, sql, status } = stack;
  const json = async (method: string, path: string, body?: unknown, headers = {}) => {
    const response = await service(method, path, body, headers);
    return { status: response.status, body: await response.json() };
  };
  const buy = (body: Record<string, unknown>, key: string | null = crypto.randomUUID()) =>
    json(
      "POST",
      "/masking/pool/purchases",
      { country_code: "US", area_code: "628", count: 2, max_monthly_cost: 100, ...body },
      key === null ? {} : { "idempotency-key": key },
    );
  const sync = async (body: Record<string, unknown> = {}) =>
    (await json("POST", "/masking/pool/sync", body)).body;
  const owned = async (areaCode: string) =>
    (await accountNumbers(stack)).map(({ phone_number }) => phone_number)
      .filter((number) => number.startsWith(`+1${areaCode}`)).toSorted();
  const pooled = async (areaCode: string) =>
    (await sql`
      select number from public.phone_number_pool where area_code = ${areaCode} and status = 'active' order by number`)
      .map(({ number }) => number);
  const webhooks = [
    `${stack.functionsUrl}/sms-webhook#rc=3&rp=ct,rt,5xx`,
    `${stack.functionsUrl}/voice-webhook`,
    `${stack.functionsUrl}/voice-webhook/status`,
  ];

  try {
    await t.step("a dry run says what it would buy, and buys nothing", async () => {
      const { status, body } = await buy({ count: 3, max_monthly_cost: 2.5 }, null);
      assert.deepEqual(
        [status, body.dry_run, body.id, body.monthly_cost, body.currency, body.missing],
        [200, true, null, 2.3, "USD", 1],
      );
      assert.deepEqual(body.numbers.map((n: { status: string }) => n.status), [
        "planned",
        "planned",
      ]);
      assert.deepEqual([await owned("628"), await pooled("628")], [[], []]);
      const [row] = await sql`select count(*)::int as count from public.number_purchases`;
      assert.equal(row!.count, 0);
    });

    await t.step("it takes an Idempotency-Key to buy", async () => {
      const { status, body } = await buy({ dry_run: false }, null);
      assert.deepEqual([status, body.code, body.errors[0].path], [
        400,
        "validation_failed",
        "idempotency-key",
      ]);
    });

    await t.step("buys within the budget, with webhooks, and lends what it bought", async () => {
      const { status, body } = await buy({ count: 3, max_monthly_cost: 2.5, dry_run: false });
      assert.deepEqual([status, body.numbers.length, body.monthly_cost, body.missing], [
        201,
        2,
        2.3,
        1,
      ]);
      const numbers = body.numbers.map((n: { number: string; status: string }) => n.number);
      assert.deepEqual([await owned("628"), await pooled("628")], [numbers, numbers]);
      for (const number of await accountNumbers(stack)) {
        if (!numbers.includes(number.phone_number)) continue;
        assert.deepEqual([number.sms_url, number.voice_url, number.status_callback], webhooks);
      }
      const [audit] =
        await sql`select subject, details from public.access_audit where action = 'buy_numbers'`;
      assert.deepEqual({ ...audit }, {
        subject: body.id,
        details: { count: 3, max_monthly_cost: 2.5 },
      });
    });

    await t.step("a call to a bought number ends here when its caller hangs up", async () => {
      const { phones } = stack;
      const [proxy_number] = await pooled("628");
      await phones.behave(BEN, { on_call: "ring" });
      const { body } = await json("POST", "/masking/conversations", {
        participants: [{ phone: ANA, proxy_number }, { phone: BEN, proxy_number }],
        mode: "voice",
      });
      const sid = await phones.place(ANA, proxy_number!);
      const rung = await phones.seen(BEN, "rings", ({ status }) => status === "ringing");
      await phones.act(ANA, sid, "hang_up");
      await phones.ended(BEN, rung.sid);
      const states = () =>
        sql`select status from public.phone_calls where conversation_id = ${body.id} order by direction`;
      await until(
        "both ends are told",
        async () => (await states()).every(({ status }) => status === "canceled"),
      );
      assert.equal((await states()).length, 2);
      assert.equal((await service("DELETE", `/masking/conversations/${body.id}`)).status, 204);
    });

    await t.step("the same key at once and again buys once", async () => {
      const key = crypto.randomUUID();
      const again = () => buy({ area_code: "707", count: 3, dry_run: false }, key);
      const answers = await Promise.all(Array.from({ length: 5 }, again));
      answers.push(await again());
      for (const { status, body } of answers) {
        assert.deepEqual([status, body.numbers.length, body.id], [201, 3, answers[0]!.body.id]);
      }
      assert.deepEqual([(await owned("707")).length, (await pooled("707")).length], [3, 3]);
      assert.equal(
        (await buy({ area_code: "707", count: 4, dry_run: false }, key)).body.code,
        "idempotency_key_reused",
      );
    });

    await t.step(
      "who finds that the same request has bought them all meanwhile says so",
      async () => {
        const key = crypto.randomUUID();
        const again = () => buy({ area_code: "408", count: 2, dry_run: false }, key);
        const searches = stack.faults({ slow_ms: 1_000 }).then(again);
        await until(
          "it has begun",
          async () =>
            (await sql`select from public.number_purchases where id not in (select purchase_id from public.number_orders)`)
              .length === 1,
        );
        await new Promise((resolve) => setTimeout(resolve, 200));
        await stack.faults({});
        const bought = await again();
        assert.equal(bought.body.numbers.length, 2);
        assert.deepEqual(await searches, bought);
      },
    );

    await t.step("purchases at once each keep to their budget, and share no number", async () => {
      const answers = await Promise.all(
        Array.from(
          { length: 4 },
          () => buy({ area_code: "323", count: 9, max_monthly_cost: 4.7, dry_run: false }),
        ),
      );
      for (const { body } of answers) {
        assert.deepEqual([body.numbers.length, body.missing], [4, 5]);
        assert.ok(body.numbers.length * PRICE <= 4.7);
      }
      assert.deepEqual([(await owned("323")).length, (await pooled("323")).length], [16, 16]);
    });

    await t.step("what somebody else was faster to buy is replaced by another", async () => {
      await stack.faults({ refuse_buy: 0.4, seed: 7 });
      const { body } = await buy({ area_code: "415", count: 4, dry_run: false });
      await stack.faults({});
      const [row] =
        await sql`select count(*)::int as count from public.number_orders where status = 'lost'`;
      assert.ok(row!.count > 0);
      assert.equal(body.numbers.length + body.missing, 4);
      assert.ok(body.numbers.every((n: { status: string }) => n.status === "bought"));
    });

    await t.step("a carrier that sold but did not say so sells once", async () => {
      await stack.faults({ buy_then_error: 1 });
      const { body } = await buy({ area_code: "530", count: 2, dry_run: false });
      await stack.faults({});
      assert.deepEqual([body.numbers.length, await owned("530")], [2, await pooled("530")]);
    });

    await t.step(
      "killed in the middle it goes on where it was; sync finds what was bought",
      async () => {
        await stack.faults({ slow_ms: 150 });
        const key = crypto.randomUUID();
        const request = () => buy({ area_code: "213", count: 8, dry_run: false }, key);
        const killed = request().catch(() => null);
        await until("some are bought", async () => (await pooled("213")).length >= 3);
        stack.stack.functions.kill("masking", "SIGKILL");
        await killed;
        // The carrier sells the number that was asked for last, although nobody waits for the answer.
        await until(
          "one is bought that is not in the pool",
          async () => (await owned("213")).length > (await pooled("213")).length,
        );
        await stack.faults({});
        assert.ok((await owned("213")).length < 8);

        await until("masking is back", async () => (await service("GET", "/masking/pool")).ok);
        const found = await sync({ dry_run: false });
        assert.deepEqual(
          found.changes.filter((c: { action: string }) => c.action === "import").length,
          1,
        );
        assert.deepEqual(await owned("213"), await pooled("213"));

        const { status, body } = await request();
        assert.deepEqual([status, body.numbers.length, body.missing], [201, 8, 0]);
        assert.deepEqual([(await owned("213")).length, (await pooled("213")).length], [8, 8]);
      },
    );

    await t.step(
      "sync says what differs, changes it, and then finds nothing to change",
      async () => {
        const [first, second] = (await accountNumbers(stack)).filter(({ phone_number }) =>
          phone_number.startsWith("+1628")
        );
        await callNumbers(status, "POST", `/${first!.sid}.json`, { SmsUrl: "https://example.com" });
        await sql`update public.phone_number_pool set provider_sid = null where number = ${
          second!.phone_number
        }`;
        await callNumbers(status, "POST", `/${second!.sid}.json`, { StatusCallback: "" });
        const expected = [
          { number: first!.phone_number, action: "update", differs: ["sms_webhook"] },
          {
            number: second!.phone_number,
            action: "update",
            differs: ["call_status_webhook", "provider_sid"],
          },
        ];
        assert.deepEqual((await sync()).changes, expected);
        assert.deepEqual((await sync()).changes, expected);
        const applied = await sync({ dry_run: false });
        assert.deepEqual([applied.changes, applied.failed], [expected, []]);
        assert.deepEqual((await sync({ dry_run: false })).changes, []);
        const [row] = await sql`select provider_sid from public.phone_number_pool where number = ${
          second!.phone_number
        }`;
        assert.equal(row!.provider_sid, second!.sid);
      },
    );

    await t.step("sync goes through in batches, and imports the account on request", async () => {
      for (const last of ["1", "2", "3"]) {
        await callNumbers(status, "POST", ".json", { PhoneNumber: `+1925555010${last}` });
      }
      const before = await sync();
      assert.deepEqual(before.changes, []);
      assert.ok(before.not_in_pool.includes("+19255550101"));
      const first = await sync({ import: true, dry_run: false, max_count: 2 });
      assert.deepEqual([first.changes.length, first.more, first.after], [2, true, "+19255550102"]);
      const last = await sync({ import: true, dry_run: false, max_count: 2, after: first.after });
      assert.deepEqual([last.changes.length, last.more, last.after], [1, false, null]);
      assert.equal((await pooled("925")).length, 3);
      // Senders stay out of the pool.
      assert.deepEqual((await sync({ import: true })).changes, []);
    });

    await t.step(
      "pool:sync goes through batch by batch, and finds nothing the second time",
      async () => {
        const target = { functionsUrl: stack.functionsUrl, secretKey: status.secret_key };
        const all = (await accountNumbers(stack)).filter(({ phone_number }) =>
          !["+14155550198", "+14155550199"].includes(phone_number)
        );
        for (const { sid } of all) {
          await callNumbers(status, "POST", `/${sid}.json`, { VoiceUrl: "" });
        }
        const run = async (apply: boolean) => {
          let told = 0;
          const onChange = () => void told++;
          const { changed } = await syncPool({ ...target, apply, import: false, onChange });
          assert.equal(told, changed);
          return changed;
        };
        assert.ok(all.length > 25);
        assert.deepEqual([await run(false), await run(true), await run(true)], [
          all.length,
          all.length,
          0,
        ]);
      },
    );

    await t.step(
      "sync names the numbers that the account has lost",
      async () => {
        const [gone, other] = (await accountNumbers(stack)).filter(({ phone_number }) =>
          phone_number.startsWith("+1925")
        );
        await callNumbers(status, "DELETE", `/${gone!.sid}.json`);
        await callNumbers(status, "POST", `/${other!.sid}.json`, { VoiceUrl: "" });
        await sql`update public.phone_number_pool set provider_sid = 'PNtaken' where number = ${
          gone!.phone_number
        }`;
        const synced = await sync();
        assert.deepEqual(synced.missing, [gone!.phone_number]);
        assert.deepEqual(synced.changes, [{
          number: other!.phone_number,
          action: "update",
          differs: ["voice_webhook"],
        }]);
        assert.deepEqual(synced.drained, []);
      },
    );

    await t.step("and drains them, so that the sweep moves their conversations", async () => {
      const [gone] = (await sync()).missing;
      const { id } = (await json("POST", "/masking/conversations", {
        participants: [ANA, BEN].map((phone) => ({ phone, proxy_number: gone })),
      })).body;
      // Not with a batch after which more is to come.
      for (const { sid } of await accountNumbers(stack)) {
        await callNumbers(status, "POST", `/${sid}.json`, { VoiceUrl: "" });
      }
      const first = await sync({ dry_run: false, max_count: 1 });
      assert.deepEqual([first.more, first.drained], [true, []]);
      const target = { functionsUrl: stack.functionsUrl, secretKey: status.secret_key };
      const last = await syncPool({ ...target, apply: true, import: false });
      assert.deepEqual([last.missing, last.drained, last.doubt], [[gone], [gone], null]);
      assert.deepEqual((await sync({ dry_run: false })).drained, []);
      const [row] = await sql`
        select status, bad_code from public.phone_number_pool where number = ${gone}`;
      assert.deepEqual({ ...row }, { status: "draining", bad_code: "NOT_IN_ACCOUNT" });
      assert.equal((await json("POST", "/expire-conversations")).body.replaced, 1);
      const { masked_number } = (await json("GET", `/masking/conversations/${id}`)).body;
      assert.ok((await accountNumbers(stack)).some((one) => one.phone_number === masked_number));
    });

    await t.step("but not when the account lacks most of them, or all", async () => {
      const drainable = async () =>
        (await sql`select from public.phone_number_pool where status = 'active'`).length;
      const active = await drainable();
      for (const keeps of [1, 0]) {
        for (const { sid } of (await accountNumbers(stack)).slice(keeps)) {
          await callNumbers(status, "DELETE", `/${sid}.json`);
        }
        const synced = await sync({ dry_run: false });
        assert.deepEqual([synced.drained, synced.not_drained_because], [
          [],
          keeps === 0 ? "account_is_empty" : "most_are_missing",
        ]);
        assert.equal(await drainable(), active);
      }
    });

    await t.step("a carrier that cannot be asked is no failure of ours", async () => {
      const { body } = await buy({ country_code: "AQ", area_code: undefined });
      assert.deepEqual([body.code, body.carrier_code], ["carrier_refused", "20404"]);
    });
  } finally {
    await stack.stop();
  }
});
