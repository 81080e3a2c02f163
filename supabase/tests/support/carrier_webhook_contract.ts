import assert from "node:assert/strict";
import type { CarrierHarness, Lack } from "./carrier_harness.ts";

const URL_OF_WEBHOOK = "https://project.example.com/functions/v1/sms-webhook";

/** The part of the carrier contract about what the carrier calls us with. */
export async function carrierWebhookContract(
  t: Deno.TestContext,
  harness: CarrierHarness,
): Promise<void> {
  const { carrier, from, to, codes } = harness;
  const lacks = (lack: Lack) => harness.lacks?.includes(lack) ?? false;

  await t.step(
    "readWebhook() reads a text that the carrier signed, and nothing else",
    async () => {
      const text = { id: "SM1", from: to, to: from, body: " hi 👋 " };
      const request = harness.signedText(URL_OF_WEBHOOK, text, [
        ["ToCountry", ""],
        ["Repeated", "b"],
        ["Repeated", "a"],
        ["NewParameter", "unknown"],
      ]);
      assert.deepEqual(await carrier.readWebhook(request), {
        kind: "text",
        sid: harness.toSid("SM1"),
        from: to,
        to: from,
        body: " hi 👋 ",
        mediaCount: 0,
        mediaUrls: [],
        optOutType: null,
      });
      const signature = request.headers.get(harness.signatureHeader)!;
      const signedBy = (value: string) => {
        const headers = new Headers(request.headers);
        headers.set(harness.signatureHeader, value);
        return { ...request, headers };
      };
      for (
        const forged of [
          { ...request, headers: new Headers() },
          signedBy(""),
          signedBy(signature.toLowerCase()),
          { ...request, url: `${URL_OF_WEBHOOK}/` },
          { ...request, body: "" },
          ...(lacks("signed bodies") ? [] : [
            { ...request, body: request.body.slice(0, -1) },
            { ...request, body: `${request.body}&Body=more` },
          ]),
        ]
      ) {
        assert.equal(await carrier.readWebhook(forged), null);
      }
    },
  );

  await t.step("readWebhook() reads where the files of a text are", async () => {
    const urls = ["https://carrier.example.com/a", "https://carrier.example.com/b"];
    const text = { id: "MM1", to: from, from: to, body: "" };
    const read = await carrier.readWebhook(
      harness.signedText(URL_OF_WEBHOOK, text, harness.mediaParams(urls)),
    );
    assert.deepEqual(read?.kind === "text" && [read.mediaCount, read.mediaUrls], [
      2,
      urls,
    ]);
  });

  await t.step("readWebhook() reads what became of a text", async () => {
    const status = (status: string, code?: string, to?: string) =>
      carrier.readWebhook(
        harness.signedStatus(`${URL_OF_WEBHOOK}/status?forward=1`, {
          id: "SM1",
          status,
          ...(code === undefined ? {} : { code }),
          ...(to === undefined ? {} : { to }),
        }),
      );
    const read = { kind: "status", sid: harness.toSid("SM1"), to: null, optedOut: false };
    assert.deepEqual(await status("delivered"), { ...read, status: "delivered", code: null });
    const code = codes.undelivered;
    assert.deepEqual(await status("undelivered", code), {
      ...read,
      status: "undelivered",
      code,
    });
    assert.deepEqual(await status("queued"), { ...read, status: null, code: null });
    for (const code of codes.optedOut) {
      const failed = await status("failed", code, "+14155550101");
      assert.ok(failed?.kind === "status" && failed.optedOut);
      assert.equal(failed.to, "+14155550101");
    }
  });
}
