/** For tests: every sentence of a table of texts by its name; of those that are made, what comes of these arguments. */
export function linesOf(
  table: Record<string, unknown>,
  args: Record<string, unknown[]>,
  path = "",
): Record<string, string> {
  return Object.assign(
    {},
    ...Object.entries(table).map(([name, value]) => {
      const place = path + name;
      if (typeof value === "function") return { [place]: value(...args[place] ?? []) };
      if (typeof value === "string") return { [place]: value };
      return linesOf(value as Record<string, unknown>, args, `${place}.`);
    }),
  );
}
