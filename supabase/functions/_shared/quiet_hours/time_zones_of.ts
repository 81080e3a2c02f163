import { TIME_ZONES } from "./time_zones.gen.ts";

const byPrefix = new Map(
  TIME_ZONES.flatMap(([prefixes, zones]) =>
    prefixes.split(" ").map((prefix) => [prefix, zones.split(" ")])
  ),
);

/** The zones in which a number may be: those of its North American area code, else of its country code; none when that is unknown. */
export function timeZonesOf(phone: string): readonly string[] {
  for (let digits = 4; digits > 0; digits--) {
    const zones = byPrefix.get(phone.slice(1, 1 + digits));
    if (zones) return zones;
  }
  return [];
}
