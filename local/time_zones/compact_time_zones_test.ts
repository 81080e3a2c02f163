import assert from "node:assert/strict";
import { compactTimeZones } from "./compact_time_zones.ts";

Deno.test("compactTimeZones() keeps country codes and North American area codes, with all their zones", () => {
  const mapData = [
    "# A comment",
    "",
    "1|America/Chicago&America/New_York",
    "1219|America/New_York",
    "1219226|America/Chicago",
    "1212|America/New_York",
    "44|Europe/London",
    "441|Europe/London",
    "441481|Europe/Guernsey",
    "212|Africa/Casablanca",
    "1646|America/New_York",
  ].join("\n");
  assert.deepEqual(compactTimeZones(mapData), [
    ["1 1219", "America/Chicago America/New_York"],
    ["1212 1646", "America/New_York"],
    ["212", "Africa/Casablanca"],
    ["44", "Europe/Guernsey Europe/London"],
  ]);
});
