import assert from "node:assert/strict";
import { endOfQuiet } from "./end_of_quiet.ts";
import { TIME_ZONES } from "./time_zones.gen.ts";
import { timeZonesOf } from "./time_zones_of.ts";

Deno.test("timeZonesOf() goes by the area code in North America, else by the country", () => {
  assert.deepEqual(timeZonesOf("+12125550101"), ["America/New_York"]);
  assert.deepEqual(timeZonesOf("+14155550101"), ["America/Los_Angeles"]);
  assert.deepEqual(timeZonesOf("+18085550101"), ["Pacific/Honolulu"]);
  assert.deepEqual(timeZonesOf("+4930555010"), ["Europe/Berlin"]);
  // Mobile numbers say nothing of the place.
  assert.ok(timeZonesOf("+61491570156").includes("Australia/Perth"));
  assert.ok(timeZonesOf("+61491570156").includes("Australia/Sydney"));
});

Deno.test("timeZonesOf() is careful with an area code that it does not know, and knows no zone of no country", () => {
  assert.ok(timeZonesOf("+12005550101").length > 30);
  assert.deepEqual(timeZonesOf("+999"), []);
});

Deno.test("Every zone of the table has a clock, and no number waits for ever or longer than a day", () => {
  assert.ok(TIME_ZONES.length > 200);
  const at = new Date("2026-07-01T03:00:00Z");
  for (const [prefixes, zones] of TIME_ZONES) {
    assert.match(prefixes, /^\d+( \d+)*$/);
    const until = endOfQuiet(zones.split(" "), { from: 21 * 60, to: 8 * 60 }, at);
    assert.ok(!until || until.getTime() - at.getTime() <= 24 * 3_600_000, prefixes);
    // With the usual hours there is a time of the day at which nobody sleeps.
    assert.equal(endOfQuiet(zones.split(" "), { from: 21 * 60, to: 8 * 60 }, until ?? at), null);
  }
});
