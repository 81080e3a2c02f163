import assert from "node:assert/strict";
import * as z from "zod";
import { geoMatch } from "./geo_match.ts";

const parse = (input: unknown) => z.strictObject(geoMatch).safeParse(input);

Deno.test("geoMatch is the country, and a hundred kilometres, unless said otherwise", () => {
  assert.deepEqual(parse({}).data, { geo_match: "country", geo_radius_km: 100 });
  for (const geo_match of ["prefer_area_code", "area_code", "overlay", "radius", "any"]) {
    assert.equal(parse({ geo_match }).data?.geo_match, geo_match);
  }
  assert.equal(parse({ geo_match: "near" }).success, false);
});

Deno.test("geoMatch takes whole kilometres from 1 to 1,000", () => {
  for (const geo_radius_km of [1, 1000]) {
    assert.equal(parse({ geo_match: "radius", geo_radius_km }).data?.geo_radius_km, geo_radius_km);
  }
  for (const geo_radius_km of [0, 1001, 2.5, "50", null]) {
    assert.equal(parse({ geo_match: "radius", geo_radius_km }).success, false);
  }
});
