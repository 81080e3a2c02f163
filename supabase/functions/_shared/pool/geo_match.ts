import * as z from "zod";

/** Which numbers of the pool a participant may get; the radius counts for `radius` alone. */
export const geoMatch = {
  geo_match: z.enum(["country", "prefer_area_code", "area_code", "overlay", "radius", "any"])
    .default("country"),
  geo_radius_km: z.int().min(1).max(1000).default(100),
};
