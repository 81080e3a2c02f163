import type { Finding } from "./finding.ts";

/** `missing  the extension pg_net: enable it, …`. One line, whatever an error said. */
export function describeFinding({ state, what, todo }: Finding): string {
  const line = todo === undefined ? what : `${what}: ${todo}`;
  return `${state.padEnd(7)}  ${line.replaceAll(/\s+/g, " ")}`;
}

/** The last line: how many things are to be mended, and what could not be looked at. */
export function describeOutcome(findings: readonly Finding[]): string {
  const count = (state: Finding["state"]) =>
    findings.filter((finding) => finding.state === state).length;
  const [bad, left] = [count("missing") + count("wrong"), count("skipped")];
  const unseen = left === 0 ? "" : `; ${left} not looked at`;
  return bad === 0 ? `Nothing is missing or wrong${unseen}` : `${bad} to mend${unseen}`;
}
