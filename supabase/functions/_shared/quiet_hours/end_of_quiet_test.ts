import assert from "node:assert/strict";
import fc from "fast-check";
import { endOfQuiet } from "./end_of_quiet.ts";

const NIGHT = { from: 21 * 60, to: 8 * 60 };
const NEW_YORK = ["America/New_York"];
const end = (zones: string[], at: string, hours = NIGHT) =>
  endOfQuiet(zones, hours, new Date(at))?.toISOString() ?? null;

Deno.test("endOfQuiet() waits from the first quiet minute to the first that is not", () => {
  assert.equal(end(NEW_YORK, "2026-01-15T20:59:59-05:00"), null);
  assert.equal(end(NEW_YORK, "2026-01-15T21:00:00-05:00"), "2026-01-16T13:00:00.000Z");
  assert.equal(end(NEW_YORK, "2026-01-16T03:33:33-05:00"), "2026-01-16T13:00:00.000Z");
  assert.equal(end(NEW_YORK, "2026-01-16T07:59:59-05:00"), "2026-01-16T13:00:00.000Z");
  assert.equal(end(NEW_YORK, "2026-01-16T08:00:00-05:00"), null);
  assert.equal(end([], "2026-01-16T03:00:00Z"), null);
});

Deno.test("endOfQuiet() knows quiet hours within one day, and zones off the hour", () => {
  const noon = { from: 12 * 60, to: 14 * 60 + 30 };
  assert.equal(end(["Asia/Kathmandu"], "2026-01-15T11:59:00+05:45", noon), null);
  assert.equal(
    end(["Asia/Kathmandu"], "2026-01-15T12:00:00+05:45", noon),
    new Date("2026-01-15T14:30:00+05:45").toISOString(),
  );
});

Deno.test("endOfQuiet() follows the clocks through the nights in which they change", () => {
  // New York: 2026-03-08 02:00 EST becomes 03:00 EDT, 2026-11-01 02:00 EDT becomes 01:00 EST.
  assert.equal(end(NEW_YORK, "2026-03-07T22:00:00-05:00"), "2026-03-08T12:00:00.000Z");
  assert.equal(end(NEW_YORK, "2026-10-31T22:00:00-04:00"), "2026-11-01T13:00:00.000Z");
  // An end that the clocks skip is the moment at which they do; one that comes twice is the first.
  const early = (to: number) => ({ from: 21 * 60, to });
  assert.equal(
    end(NEW_YORK, "2026-03-07T22:00:00-05:00", early(150)),
    "2026-03-08T07:00:00.000Z",
  );
  assert.equal(end(NEW_YORK, "2026-10-31T22:00:00-04:00", early(90)), "2026-11-01T05:30:00.000Z");
  // Lord Howe Island moves by half an hour.
  assert.equal(
    end(["Australia/Lord_Howe"], "2026-10-03T22:00:00+10:30"),
    new Date("2026-10-04T08:00:00+11:00").toISOString(),
  );
});

Deno.test("endOfQuiet() waits until it is quiet in none of several zones", () => {
  const zones = ["America/Los_Angeles", "America/New_York"];
  assert.equal(
    end(zones, "2026-01-15T20:00:00-05:00"),
    null,
  );
  assert.equal(
    end(zones, "2026-01-15T21:00:00-05:00"),
    new Date("2026-01-16T08:00:00-08:00").toISOString(),
  );
  assert.equal(
    end(zones, "2026-01-16T07:59:00-08:00"),
    new Date("2026-01-16T08:00:00-08:00").toISOString(),
  );
});

Deno.test("endOfQuiet() where it is always quiet somewhere takes the time when it is in the fewest zones", () => {
  const zones = ["Europe/London", "Asia/Tokyo", "Pacific/Honolulu"];
  const long = { from: 18 * 60, to: 13 * 60 };
  // Awake are London 13:00–18:00, Tokyo 04:00–09:00 and Honolulu 23:00–04:00 UTC: never two of them.
  assert.equal(end(zones, "2026-01-15T13:00:00Z", long), null);
  assert.equal(end(zones, "2026-01-15T18:00:00Z", long), "2026-01-15T23:00:00.000Z");
  assert.equal(end(zones, "2026-01-15T09:00:00Z", long), "2026-01-15T13:00:00.000Z");
});

Deno.test("endOfQuiet() is awake when it ends, and not before, for any zone, hours and time", () => {
  const minute = fc.integer({ min: 0, max: 1439 });
  fc.assert(
    fc.property(
      fc.constantFrom(...NEW_YORK, "Europe/Berlin", "Australia/Lord_Howe", "America/St_Johns"),
      minute,
      minute,
      fc.date({ min: new Date("2025-01-01"), max: new Date("2028-01-01"), noInvalidDate: true }),
      (zone, from, to, at) => {
        fc.pre(from !== to);
        const until = endOfQuiet([zone], { from, to }, at);
        if (!until) return;
        assert.ok(until > at && until.getTime() - at.getTime() <= 25 * 3_600_000);
        assert.equal(endOfQuiet([zone], { from, to }, until), null);
        const before = new Date(until.getTime() - 1);
        assert.deepEqual(endOfQuiet([zone], { from, to }, before), until);
      },
    ),
    { seed: 20_261_121, numRuns: 500 },
  );
});
