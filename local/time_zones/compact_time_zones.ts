const AREA_CODE = /^1\d{3}/;

/**
 * libphonenumber's `resources/timezones/map_data.txt`, lines of `<prefix>|<zone>&<zone>…`, cut down to country codes and North American
 * area codes: `[prefixes, zones]`, each a list with spaces in between.
 */
export function compactTimeZones(mapData: string): [prefixes: string, zones: string][] {
  const lines = mapData.split("\n").map((line) => line.split("|")).filter(({ length }) =>
    length === 2
  );
  const prefixes = lines.map(([prefix]) => prefix!);
  // A short prefix below a shorter one is a part of a country.
  const countryCodes = prefixes.filter((prefix) =>
    prefix.length <= 3 &&
    !prefixes.some((other) => other.length < prefix.length && prefix.startsWith(other))
  );
  const zonesOf = new Map<string, Set<string>>();
  for (const [prefix = "", zones = ""] of lines) {
    const key = AREA_CODE.exec(prefix)?.[0] ?? countryCodes.find((code) => prefix.startsWith(code));
    if (!key) throw new Error(`Compact the time zones: ${prefix} belongs to no country code`);
    // What a longer prefix narrows down may have been carried elsewhere since: the number may be in any of them.
    zonesOf.set(key, (zonesOf.get(key) ?? new Set()).union(new Set(zones.split("&"))));
  }
  const prefixesOf = Map.groupBy(
    [...zonesOf].map(([prefix, zones]) => ({ prefix, zones: [...zones].toSorted().join(" ") })),
    ({ zones }) => zones,
  );
  return [...prefixesOf]
    .map(([zones, entries]): [string, string] => [
      entries.map(({ prefix }) => prefix).toSorted().join(" "),
      zones,
    ])
    .toSorted(([a], [b]) => a < b ? -1 : 1);
}
