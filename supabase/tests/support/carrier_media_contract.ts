import assert from "node:assert/strict";
import { until } from "../../../local/process/until.ts";
import type { CarrierHarness } from "./carrier_harness.ts";

/** What every adapter must do with the files of texts. */
export async function carrierMediaContract(
  t: Deno.TestContext,
  harness: CarrierHarness,
): Promise<void> {
  const { carrier, to } = harness;

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
    assert.deepEqual(
      await carrier.fetchMedia("http://127.0.0.1:1/", 100, AbortSignal.timeout(5_000)),
      { kind: "refused", code: "elsewhere" },
    );
  });

  await t.step("takesMedia() goes by country, size and type", async () => {
    const picture = { content_type: "image/jpeg", size: 600_000 };
    assert.equal(await carrier.takesMedia(to, [picture, picture]), true);
    assert.equal(await carrier.takesMedia("+18765550101", [picture]), false);
    assert.equal(await carrier.takesMedia(to, [{ ...picture, size: 6_000_000 }]), false);
    assert.equal(await carrier.takesMedia(to, Array(10).fill(picture)), false);
    assert.equal(
      await carrier.takesMedia(to, [{ content_type: "video/mp4", size: 2_500_000 }]),
      false,
    );
  });

  await t.step("deleteMedia() has the files of a text deleted, and says so again", async () => {
    const sid = await harness.receiveMedia();
    const urls = await carrier.findMedia(sid);
    await assert.rejects(harness.wrongCredentials.deleteMedia(sid));
    await assert.rejects(harness.unreachable.deleteMedia(sid));
    assert.equal(await carrier.deleteMedia(sid), true);
    assert.deepEqual(await carrier.findMedia(sid), []);
    for (const url of urls) {
      assert.deepEqual(await carrier.fetchMedia(url, 100, AbortSignal.timeout(5_000)), {
        kind: "refused",
        code: "gone",
      });
    }
    assert.equal(await carrier.deleteMedia(sid), true);
    assert.equal(await carrier.deleteMedia(harness.toSid(crypto.randomUUID())), true);
  });

  await t.step("deleteMessage() has the files of a text deleted", async () => {
    const sid = await harness.receiveMedia();
    const [url] = await carrier.findMedia(sid);
    const fetch = () => carrier.fetchMedia(url!, 100, AbortSignal.timeout(5_000));
    assert.equal((await fetch()).kind, "fetched");
    if (harness.lacks?.includes("deletion")) assert.equal(await carrier.deleteMessage(sid), false);
    else await until("the message is deleted", () => carrier.deleteMessage(sid));
    assert.deepEqual(await fetch(), { kind: "refused", code: "gone" });
  });
}
