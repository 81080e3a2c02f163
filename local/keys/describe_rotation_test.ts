import assert from "node:assert/strict";
import { describeRotation, progressBar } from "./describe_rotation.ts";
import { readRotationOptions } from "./read_rotation_options.ts";

const old = {
  id: "oldoldol",
  role: "previous" as const,
  used: false,
  people: 0,
  erased_people: 0,
  bodies: 0,
  repeats_until: null,
};

Deno.test("progressBar() shows how much is done", () => {
  assert.equal(progressBar(0, 3), "[                              ]   0 %  0 of 3");
  assert.equal(progressBar(1, 2), "[###############               ]  50 %  1 of 2");
  assert.equal(progressBar(0, 0), "[##############################] 100 %  0 of 0");
});

Deno.test("describeRotation() says whether the old key can go", () => {
  assert.match(describeRotation({ old, unreadable: 0 })[0]!, /oldoldol is no longer used/);
  const until = { ...old, repeats_until: "2026-11-22T08:00:00+00:00" };
  assert.match(describeRotation({ old: until, unreadable: 0 })[1]!, /Until 2026-11-22/);
  const used = { ...old, used: true, people: 2, bodies: 1 };
  assert.match(describeRotation({ old: used, unreadable: 0 })[1]!, /Run this again/);
  assert.match(describeRotation({ old: used, unreadable: 3 })[1]!, /3 of them cannot be read/);
  const erased = { ...old, used: true, people: 2, erased_people: 2 };
  assert.match(describeRotation({ old: erased, unreadable: 0 })[0]!, /2 erased people/);
});

Deno.test("readRotationOptions() takes flags, the environment, or the local stack, and names what is wrong", () => {
  const stack = { api_url: "http://127.0.0.1:54321", secret_key: "sb_secret_local" };
  assert.deepEqual(readRotationOptions([], {}, stack), {
    functionsUrl: "http://127.0.0.1:54321/functions/v1",
    secretKey: "sb_secret_local",
  });
  const environment = {
    PUBLIC_FUNCTIONS_URL: "https://ref.supabase.co/functions/v1/",
    MASKLINE_SECRET_KEY: "sb_secret_x",
  };
  assert.deepEqual(readRotationOptions(["--to", "key", "--batch", "5"], environment, stack), {
    functionsUrl: "https://ref.supabase.co/functions/v1",
    secretKey: "sb_secret_x",
    to: "key",
    maxCount: 5,
  });
  const other = ["--url", "https://ref.supabase.co/functions/v1"];
  assert.throws(() => readRotationOptions(other, {}, stack), /MASKLINE_SECRET_KEY/);
  assert.throws(() => readRotationOptions([], {}, undefined), /PUBLIC_FUNCTIONS_URL/);
  assert.throws(() => readRotationOptions(["--batch", "0"], {}, stack), /--batch is 0/);
});
