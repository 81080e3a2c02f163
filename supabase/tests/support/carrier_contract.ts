import assert from "node:assert/strict";
import { until } from "../../../local/process/until.ts";
import type { Carrier } from "../../functions/_shared/carrier/carrier.ts";

/** A carrier's adapter against something that answers as the carrier does. */
export type CarrierHarness = {
  carrier: Carrier;
  /** The same adapter where nothing listens, and with credentials that the carrier refuses. */
  unreachable: Carrier;
  wrongCredentials: Carrier;
  /** A number of the account, somebody to text, somebody who said STOP, and a number that is none. */
  from: string;
  to: string;
  optedOut: string;
  invalid: string;
  /** From now on the carrier does this to every text. */
  fail(
    how:
      | "rate_limit"
      | "server_error"
      | "accept_then_timeout"
      | "accept_then_error"
      | "refuse_delete",
  ): Promise<void>;
  /** Somebody sends the account a text with two files, both `GIF89a`; its id. */
  receiveMedia(): Promise<string>;
  /** A request that the carrier signed. */
  signed(url: string, params: [string, string][]): { url: string; signature: string; body: string };
  stop(): Promise<void>;
};

const URL_OF_WEBHOOK = "https://project.example.com/functions/v1/sms-webhook";

/** What every adapter must do, whatever its carrier: the port's promises as tests. */
export function carrierContract(name: string, open: () => Promise<CarrierHarness>): void {
  Deno.test(`${name} keeps the carrier contract`, async (t) => {
    const harness = await open();
    const { carrier, from, to } = harness;
    const started = new Date();
    const kinds = async (how: Parameters<CarrierHarness["fail"]>[0]) => {
      await harness.fail(how);
      return await carrier.send({ from, to, body: how });
    };
    try {
      await t.step(
        "send() hands a text over and findSent() finds it by its words and time",
        async () => {
          const body = " Byte for byte: ✓ 👋\nsecond line ";
          const sent = await carrier.send({
            from,
            to,
            body,
            statusCallback: `${URL_OF_WEBHOOK}/status?forward=1`,
          });
          assert.equal(sent.kind, "accepted");
          const sid = sent.kind === "accepted" ? sent.sid : "";
          assert.match(sid, /^SM[0-9a-f]{32}$/);
          assert.deepEqual(
            await carrier.findSent({ from, to, body, mediaCount: 0, since: started }),
            [sid],
          );
          assert.deepEqual(
            await carrier.findSent({ from, to, body: body.trim(), mediaCount: 0, since: started }),
            [],
          );
          assert.deepEqual(
            await carrier.findSent({
              from,
              to,
              body,
              mediaCount: 0,
              since: new Date(Date.now() + 3_600_000),
            }),
            [],
          );
        },
      );

      await t.step("send() offers files, and findSent() tells by their number", async () => {
        const offer = {
          from,
          to,
          body: "",
          mediaUrls: ["http://127.0.0.1:1/a", "http://127.0.0.1:1/b"],
        };
        const sent = await carrier.send(offer);
        const sid = sent.kind === "accepted" ? sent.sid : "";
        const find = (mediaCount: number) =>
          carrier.findSent({ from, to, body: "", mediaCount, since: started });
        assert.deepEqual([await find(2), await find(1), await find(0)], [[sid], [], []]);
      });

      await t.step("findMedia() and fetchMedia() get at the files of a text", async () => {
        const sid = await harness.receiveMedia();
        const urls = await carrier.findMedia(sid);
        assert.equal(urls.length, 2);
        const fetched = await carrier.fetchMedia(urls[1]!, 100, AbortSignal.timeout(5_000));
        assert.equal(
          fetched.kind === "fetched" && new TextDecoder().decode(fetched.bytes),
          "GIF89a",
        );
        await assert.rejects(harness.unreachable.findMedia(sid));
      });

      await t.step("findCopies() lists what the carrier keeps to and from a number", async () => {
        const sent = await carrier.send({ from, to, body: "kept" });
        const sid = sent.kind === "accepted" ? sent.sid : "";
        for (const number of [from, to]) {
          const copies = await carrier.findCopies(number);
          assert.deepEqual(copies.find((copy) => copy.sid === sid), { sid, from, to });
        }
        assert.deepEqual(await carrier.findCopies("+14155550177"), []);
      });

      await t.step("deleteMessage() deletes once the delivery is complete", async () => {
        const { sid } = (await carrier.findCopies(to))[0]!;
        await assert.rejects(harness.wrongCredentials.deleteMessage(sid));
        await assert.rejects(harness.unreachable.deleteMessage(sid));
        await until("the message is deleted", () => carrier.deleteMessage(sid));
        assert.ok((await carrier.findCopies(to)).every((copy) => copy.sid !== sid));
        assert.equal(await carrier.deleteMessage(sid), true);

        const { sid: other } = (await carrier.findCopies(to))[0]!;
        await harness.fail("refuse_delete");
        assert.equal(await carrier.deleteMessage(other), false);
        assert.ok((await carrier.findCopies(to)).some((copy) => copy.sid === other));
      });

      await t.step("send() tells what is refused for good from who opted out", async () => {
        const invalid = await carrier.send({ from, to: harness.invalid, body: "x" });
        assert.deepEqual(invalid, {
          kind: "refused",
          code: "21211",
          retry: "never",
          optedOut: false,
        });
        const optedOut = await carrier.send({ from, to: harness.optedOut, body: "x" });
        assert.deepEqual(optedOut, {
          kind: "refused",
          code: "21610",
          retry: "never",
          optedOut: true,
        });
      });

      await t.step(
        "send() knows that a rate limit took nothing, and that a server error may have",
        async () => {
          const limited = await kinds("rate_limit");
          assert.deepEqual(
            [limited.kind, limited.kind === "refused" && [limited.code, limited.retry]],
            ["refused", ["20429", "later"]],
          );
          assert.equal((await kinds("server_error")).kind, "unknown");
        },
      );

      await t.step(
        "findSent() finds what was taken although send() did not learn of it",
        async () => {
          for (const how of ["accept_then_timeout", "accept_then_error"] as const) {
            assert.equal((await kinds(how)).kind, "unknown");
            assert.equal(
              (await carrier.findSent({ from, to, body: how, mediaCount: 0, since: started }))
                .length,
              1,
            );
          }
        },
      );

      await t.step(
        "send() to nobody takes nothing; findSent() does not pretend to have looked",
        async () => {
          const unsent = await harness.unreachable.send({ from, to, body: "x" });
          assert.deepEqual([unsent.kind, unsent.kind === "refused" && unsent.retry], [
            "refused",
            "now",
          ]);
          await assert.rejects(
            harness.unreachable.findSent({ from, to, body: "x", mediaCount: 0, since: started }),
          );
        },
      );

      await t.step("check() is true only where the carrier takes the credentials", async () => {
        assert.deepEqual(
          await Promise.all(
            [carrier, harness.wrongCredentials, harness.unreachable].map((c) => c.check()),
          ),
          [true, false, false],
        );
      });

      await t.step(
        "readWebhook() reads a text that the carrier signed, and nothing else",
        async () => {
          const params: [string, string][] = [
            ["ToCountry", ""],
            ["MessageSid", "SM1"],
            ["Body", " hi 👋 "],
            ["To", from],
            ["From", to],
            ["NumMedia", "0"],
            ["Repeated", "b"],
            ["Repeated", "a"],
            ["NewParameter", "unknown"],
          ];
          const request = harness.signed(URL_OF_WEBHOOK, params);
          assert.deepEqual(await carrier.readWebhook(request), {
            kind: "text",
            sid: "SM1",
            from: to,
            to: from,
            body: " hi 👋 ",
            mediaCount: 0,
            mediaUrls: [],
            optOutType: null,
          });
          for (
            const forged of [
              { ...request, signature: null },
              { ...request, signature: "" },
              { ...request, signature: request.signature.toLowerCase() },
              { ...request, url: `${URL_OF_WEBHOOK}/` },
              { ...request, body: request.body.slice(0, -1) },
              { ...request, body: `${request.body}&Body=more` },
              { ...request, body: "" },
            ]
          ) {
            assert.equal(await carrier.readWebhook(forged), null);
          }
        },
      );

      await t.step("readWebhook() reads where the files of a text are", async () => {
        const read = await carrier.readWebhook(harness.signed(URL_OF_WEBHOOK, [
          ...Object.entries({ MessageSid: "MM1", To: from, From: to, Body: "", NumMedia: "2" }),
          ["MediaUrl0", "https://api.twilio.com/a"],
          ["MediaUrl1", "https://api.twilio.com/b"],
        ]));
        assert.deepEqual(read?.kind === "text" && [read.mediaCount, read.mediaUrls], [
          2,
          ["https://api.twilio.com/a", "https://api.twilio.com/b"],
        ]);
      });

      await t.step("readWebhook() reads what became of a text", async () => {
        const url = `${URL_OF_WEBHOOK}/status?forward=1`;
        const status = (value: string, code = "", more: [string, string][] = []) =>
          carrier.readWebhook(
            harness.signed(url, [
              ["MessageSid", "SM1"],
              ["MessageStatus", value],
              ["ErrorCode", code],
              ...more,
            ]),
          );
        assert.deepEqual(await status("delivered"), {
          kind: "status",
          sid: "SM1",
          to: null,
          status: "delivered",
          code: null,
          optedOut: false,
        });
        assert.deepEqual(await status("undelivered", "30003"), {
          kind: "status",
          sid: "SM1",
          to: null,
          status: "undelivered",
          code: "30003",
          optedOut: false,
        });
        assert.deepEqual(await status("queued"), {
          kind: "status",
          sid: "SM1",
          to: null,
          status: null,
          code: null,
          optedOut: false,
        });
        for (const code of ["30004", "21610"]) {
          const failed = await status("failed", code, [["To", "+14155550101"]]);
          assert.ok(failed?.kind === "status" && failed.optedOut);
          assert.equal(failed.to, "+14155550101");
        }
      });
    } finally {
      await harness.stop();
    }
  });
}
