import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";

Deno.test("The bench measures, prints JSON and names a wrong argument", async () => {
  const run = (...args: string[]) =>
    new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", fileURLToPath(new URL("main.ts", import.meta.url)), ...args],
    }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

  const { code, stdout, stderr } = await run(
    "relay",
    "create",
    "crypto",
    "--quick",
    "--profile",
    "--json",
  );
  assert.equal(code, 0, text(stderr));
  const { relay, create, crypto, runs } = JSON.parse(text(stdout));
  assert.equal(runs, 1);
  assert.equal(relay.figures["relay at 16"].unit, "texts/s");
  assert.ok(relay.figures["relay at 16"].median > 0);
  assert.equal(typeof relay.ratios["relay / floor_sql at 16"].met, "boolean");
  const profile = relay.profile.join("\n");
  // So few texts are a handful of samples: in which of the parts they fall is chance.
  assert.match(profile, / ms +[0-9.]+% {2}(postgres|_shared\/[a-z_]+)$/m);
  for (const what of ["masking.receive_message", "masking.record_send("]) {
    assert.ok(profile.includes(what), what);
  }
  assert.match(profile, /Buffers: shared hit=\d+/);
  assert.ok(create.ratios["one shared person / unrelated"].median > 0);
  assert.ok(crypto.figures.hash.median > 0);

  const wrong = await run("nothing");
  assert.equal(wrong.code, 1);
  assert.match(text(wrong.stderr), /there is no bench nothing/);
});
