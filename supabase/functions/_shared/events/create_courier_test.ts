import assert from "node:assert/strict";
import { createCourier } from "./create_courier.ts";

Deno.test("createCourier() runs one round at a time, and one more for all that came meanwhile", async () => {
  const ends: (() => void)[] = [];
  let rounds = 0;
  let running = 0;
  const wake = createCourier(async () => {
    rounds++;
    assert.equal(++running, 1);
    await new Promise<void>((end) => ends.push(end));
    running--;
  });
  const done = wake();
  const same = [wake(), wake()];
  assert.equal(rounds, 1);
  ends.shift()!();
  await Promise.resolve().then(() => {}).then(() => {});
  assert.equal(rounds, 2);
  ends.shift()!();
  await Promise.all([done, ...same]);
  assert.equal(rounds, 2);

  const later = wake();
  assert.equal(rounds, 3);
  ends.shift()!();
  await later;
});

Deno.test("createCourier() can be woken again after a round that failed", async () => {
  let rounds = 0;
  const wake = createCourier(() => {
    rounds++;
    return rounds === 1 ? Promise.reject(new Error("down")) : Promise.resolve();
  });
  await assert.rejects(wake(), /down/);
  await wake();
  assert.equal(rounds, 2);
});
