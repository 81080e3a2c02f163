import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { bundle } from "./bundle.ts";
import { findFunctions } from "../../local/functions/find_functions.ts";
import { readImportGraph } from "./import_graph.ts";

const FUNCTIONS = fileURLToPath(new URL("../../supabase/functions/", import.meta.url));

/** What any function may load before its first request; the rest costs a start more than it gives. */
const AT_START = new Set(["postgres", "zod", "hono", "hono/cors", "hono/utils/buffer"]);
/** All of the carrier's library that is used, on first use: signatures and TwiML. */
const OF_TWILIO = ["twilio/lib/twiml/VoiceResponse.js", "twilio/lib/webhooks/webhooks.js"];

Deno.test("functions load few packages at their start, and never the carrier's REST client", async (t) => {
  const folder = await Deno.makeTempDir({ prefix: "maskline-bundles-" });
  try {
    for (const [name, entry] of Object.entries(await findFunctions(FUNCTIONS))) {
      await t.step(name, async () => {
        const { atStart, inAll } = await readImportGraph(entry);
        assert.ok(atStart.files.includes(entry) && atStart.files.length > 20);
        assert.ok(inAll.bytes > atStart.bytes && atStart.bytes > 50_000);
        assert.deepEqual(atStart.packages.filter((one) => !AT_START.has(one)), []);
        assert.deepEqual(inAll.packages.filter((one) => one.startsWith("twilio")), OF_TWILIO);

        // What packages import themselves shows in the bundle alone, which names each file that went into it.
        const { url } = await bundle(new URL(entry), folder, name);
        const files = (await Deno.readTextFile(url)).match(/^\s*\/\/ \S+\.[cm]?[jt]s$/gm) ?? [];
        assert.ok(files.some((file) => file.endsWith("/lib/webhooks/webhooks.js")));
        // "import { z }" would bring zod's messages in every language.
        assert.deepEqual(
          files.filter((file) => /\/zod\/.*\/locales\/(?!(en|index)\.)/.test(file)),
          [],
        );
        assert.deepEqual(
          files.filter((file) => /twilio\/[^/]+\/lib\/(rest|base)\//.test(file)),
          [],
        );
      });
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
