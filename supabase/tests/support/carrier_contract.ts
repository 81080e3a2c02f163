import assert from "node:assert/strict";
import { until } from "../../../local/process/until.ts";
import type { CarrierHarness, Lack } from "./carrier_harness.ts";
import { carrierMediaContract } from "./carrier_media_contract.ts";
import { carrierWebhookContract } from "./carrier_webhook_contract.ts";

/** What every adapter must do, whatever its carrier: the port's promises as tests. */
export function carrierContract(name: string, open: () => Promise<CarrierHarness>): void {
  Deno.test(`${name} keeps the carrier contract`, async (t) => {
    const harness = await open();
    const { carrier, from, to, codes } = harness;
    const lacks = (lack: Lack) => harness.lacks?.includes(lack) ?? false;
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
            statusCallback: "https://project.example.com/functions/v1/sms-webhook/status?forward=1",
          });
          assert.equal(sent.kind, "accepted");
          const sid = sent.kind === "accepted" ? sent.sid : "";
          assert.equal(sid, harness.toSid(sid.replace(/^\w+:/, "")));
          assert.deepEqual(
            await carrier.findSent({ from, to, body, mediaCount: 0, since: started }),
            [sid],
          );
          assert.deepEqual(
            await carrier.findSent({ from, to, body: body.trim(), mediaCount: 0, since: started }),
            lacks("words") ? [sid] : [],
          );
          assert.deepEqual(
            await carrier.findSent({ from: to, to: from, body, mediaCount: 0, since: started }),
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

      await t.step("fetchStatus() asks what became of a text", async () => {
        const sent = await carrier.send({ from, to, body: "asked" });
        const sid = sent.kind === "accepted" ? sent.sid : "";
        const status = await carrier.fetchStatus(sid);
        assert.deepEqual([status.code, status.to, status.optedOut], [null, to, false]);
        assert.ok(status.status === null || ["sent", "delivered"].includes(status.status));
        await assert.rejects(harness.unreachable.fetchStatus(sid));
      });

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
        assert.deepEqual(
          [await find(2), await find(1), (await find(0)).includes(sid)],
          [[sid], lacks("words") ? [sid] : [], false],
        );
      });

      await carrierMediaContract(t, harness);

      await t.step("findCopies() lists what the carrier would delete of a number", async () => {
        const sent = await carrier.send({ from, to, body: "kept" });
        const sid = sent.kind === "accepted" ? sent.sid : "";
        if (lacks("deletion")) {
          assert.deepEqual(await carrier.findCopies(to), []);
          return;
        }
        for (const number of [from, to]) {
          const copies = await carrier.findCopies(number);
          assert.deepEqual(copies.find((copy) => copy.sid === sid), { sid, from, to });
        }
        assert.deepEqual(await carrier.findCopies("+14155550177"), []);
      });

      await t.step("deleteMessage() does not claim what it did not do", async () => {
        const sent = await carrier.send({ from, to, body: "deleted" });
        const sid = sent.kind === "accepted" ? sent.sid : "";
        await assert.rejects(harness.wrongCredentials.deleteMessage(sid));
        await assert.rejects(harness.unreachable.deleteMessage(sid));
        if (lacks("deletion")) {
          assert.equal(await carrier.deleteMessage(sid), false);
          assert.equal(await carrier.deleteMessage(harness.toSid(crypto.randomUUID())), true);
          return;
        }
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
          code: codes.invalid,
          retry: "never",
          optedOut: false,
        });
        const optedOut = await carrier.send({ from, to: harness.optedOut, body: "x" });
        const [code] = codes.optedOut;
        if (lacks("refused opt-outs") && optedOut.kind === "accepted") {
          assert.deepEqual(await carrier.fetchStatus(optedOut.sid), {
            status: "failed",
            code,
            to: harness.optedOut,
            optedOut: true,
          });
          return;
        }
        assert.deepEqual(optedOut, { kind: "refused", code, retry: "never", optedOut: true });
      });

      await t.step(
        "send() knows that a rate limit took nothing, and that a server error may have",
        async () => {
          const limited = await kinds("rate_limit");
          assert.deepEqual(
            [limited.kind, limited.kind === "refused" && [limited.code, limited.retry]],
            ["refused", [codes.rateLimited, "later"]],
          );
          assert.equal((await kinds("server_error")).kind, "unknown");
        },
      );

      await t.step(
        "findSent() finds what was taken although send() did not learn of it",
        async () => {
          for (const how of ["accept_then_timeout", "accept_then_error"] as const) {
            const before = await carrier.findSent({
              from,
              to,
              body: how,
              mediaCount: 0,
              since: started,
            });
            assert.equal((await kinds(how)).kind, "unknown");
            const after = await carrier.findSent({
              from,
              to,
              body: how,
              mediaCount: 0,
              since: started,
            });
            assert.equal(after.length, before.length + 1);
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

      await carrierWebhookContract(t, harness);
    } finally {
      await harness.stop();
    }
  });
}
