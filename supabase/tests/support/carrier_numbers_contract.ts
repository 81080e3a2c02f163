import assert from "node:assert/strict";
import type { CarrierNumbers } from "../../functions/_shared/carrier/carrier_numbers.ts";

/** The part of a carrier's adapter that buys and keeps numbers, against something that answers as the carrier does. */
export type NumbersHarness = {
  numbers: CarrierNumbers;
  /** The same adapter where nothing listens, and with credentials that the carrier refuses. */
  unreachable: CarrierNumbers;
  wrongCredentials: CarrierNumbers;
  /** From now on the carrier does this to every purchase. */
  fail(how: "refuse_buy" | "buy_then_error" | "nothing"): Promise<void>;
  stop(): Promise<void>;
};

/** Where the texts and calls of numbers go, and an area code of which the carrier has many, or none. */
const WEBHOOKS = {
  sms: "https://project.example.com/functions/v1/sms-webhook",
  voice: "https://project.example.com/functions/v1/voice-webhook",
  callStatus: "https://project.example.com/functions/v1/voice-webhook/status",
};
const AREA_CODE = "628";
const SOLD_OUT = "533";

/** What every adapter must do with numbers: the port's promises as tests. */
export function carrierNumbersContract(name: string, open: () => Promise<NumbersHarness>): void {
  Deno.test(`${name} keeps the contract about numbers`, async (t) => {
    const harness = await open();
    const { numbers } = harness;
    try {
      const find = async (number: string) =>
        (await numbers.list(WEBHOOKS)).find((owned) => owned.number === number);
      const search = (areaCode: string, maxCount = 3) =>
        numbers.search({ countryCode: "US", areaCode, capabilities: ["sms"], maxCount });

      await t.step(
        "search() finds numbers and their price, and says when there is none",
        async () => {
          await harness.fail("nothing");
          const offer = await search(AREA_CODE);
          assert.equal(offer.numbers.length, 3);
          assert.ok(offer.numbers.every((number) => number.startsWith(`+1${AREA_CODE}`)));
          assert.deepEqual([offer.monthlyCost, offer.currency], [1.15, "USD"]);
          assert.deepEqual((await search(SOLD_OUT)).numbers, []);
        },
      );

      await t.step("buy() buys one number once, with its webhooks", async () => {
        const [number] = (await search(AREA_CODE)).numbers;
        const bought = await numbers.buy(number!, WEBHOOKS);
        assert.deepEqual(
          { ...bought, sid: "" },
          { sid: "", number, sms: true, mms: true, voice: true, differs: [] },
        );
        assert.deepEqual(await numbers.buy(number!, WEBHOOKS), bought);
        assert.deepEqual(await find(number!), bought);
        assert.ok(!(await search(AREA_CODE)).numbers.includes(number!));
      });

      await t.step("buy() knows what is not to be had from what it bought unawares", async () => {
        const [number] = (await search(AREA_CODE)).numbers;
        await harness.fail("refuse_buy");
        assert.equal(await numbers.buy(number!, WEBHOOKS), null);
        await harness.fail("buy_then_error");
        assert.equal((await numbers.buy(number!, WEBHOOKS))?.number, number);
        await harness.fail("nothing");
        assert.ok(await find(number!));
        await assert.rejects(
          harness.unreachable.buy(number!, WEBHOOKS),
        );
        await assert.rejects(harness.wrongCredentials.list(WEBHOOKS));
      });

      await t.step("list() says what differs, and configure() mends it", async () => {
        const elsewhere = { ...WEBHOOKS, voice: "https://elsewhere.example.com/voice" };
        const [number] = (await search(AREA_CODE)).numbers;
        const { sid } = (await numbers.buy(number!, elsewhere))!;
        assert.deepEqual((await find(number!))!.differs, ["voice_webhook"]);
        await numbers.configure(sid, WEBHOOKS);
        assert.deepEqual((await find(number!))!.differs, []);
        await numbers.configure(sid, {
          sms: "https://a.example.com",
          voice: "https://b.example.com",
          callStatus: "https://c.example.com",
        });
        assert.deepEqual((await find(number!))!.differs, [
          "sms_webhook",
          "voice_webhook",
          "call_status_webhook",
        ]);
        await numbers.configure(sid, { ...WEBHOOKS, callStatus: "https://c.example.com" });
        assert.deepEqual((await find(number!))!.differs, ["call_status_webhook"]);
      });

      await t.step("release() gives a number back, and can be repeated", async () => {
        const [number] = (await search(AREA_CODE)).numbers;
        const { sid } = (await numbers.buy(number!, WEBHOOKS))!;
        await numbers.release(number!, "another");
        assert.ok(await find(number!));
        await numbers.release(number!, sid);
        assert.equal(await find(number!), undefined);
        await numbers.release(number!, null);
        assert.ok((await search(AREA_CODE)).numbers.includes(number!));
        await numbers.buy(number!, WEBHOOKS);
        await numbers.release(number!, null);
        assert.equal(await find(number!), undefined);
      });
    } finally {
      await harness.stop();
    }
  });
}
