import type { Section } from "./section.ts";

/** A section as tables for people. */
export function printSection(section: Section): string {
  const lines = [`## ${section.title}`, ""];
  const rows = Object.entries(section.figures).map((
    [name, { median, min, max, unit }],
  ) => [name, String(median), `${min} to ${max}`, unit]);
  lines.push(...table([["figure", "median", "spread", "unit"], ...rows]));
  const ratios = Object.entries(section.ratios).map((
    [name, { median, min, max, target, met }],
  ) => [
    name,
    String(median),
    `${min} to ${max}`,
    target ? `${target}: ${met ? "met" : "MISSED"}` : "",
  ]);
  if (ratios.length > 0) {
    lines.push("", ...table([["ratio", "median", "spread", "target"], ...ratios]));
  }
  if (section.notes.length > 0) lines.push("", ...section.notes.map((note) => `- ${note}`));
  if (section.profile) lines.push("", "Profile:", ...section.profile);
  return lines.join("\n") + "\n";
}

function table(rows: string[][]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row.map((cell, column) => cell.padEnd(widths[column]!)).join("  ").trimEnd()
  );
}
