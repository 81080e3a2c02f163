/**
 * `deno task deploy:check`: says what a project lacks, one line each, and changes nothing; with `--text-to` a text goes to oneself.
 * Ctrl-C stops it.
 *
 * @module
 */

import { describeError } from "../process/describe_error.ts";
import { print, printError } from "../process/print.ts";
import { localFile } from "../stack/local_file.ts";
import { readStatus } from "../stack/status_file.ts";
import { describeFinding, describeOutcome } from "./describe_findings.ts";
import type { Finding } from "./finding.ts";
import { readCheckOptions, USAGE } from "./read_check_options.ts";
import { readProject } from "./read_project.ts";
import { runChecks } from "./run_checks.ts";

const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  Deno.addSignalListener(signal, () => stopping.abort());
}

try {
  const stack = await readStatus(localFile("status.json"));
  const deployment = await readCheckOptions(Deno.args, Deno.env.toObject(), stack);
  if (deployment === null) {
    print(USAGE);
    Deno.exit(0);
  }
  const findings: Finding[] = [];
  for await (const finding of runChecks(deployment, await readProject(), stopping.signal)) {
    findings.push(finding);
    print(describeFinding(finding));
  }
  print(describeOutcome(findings));
  Deno.exit(findings.some(({ state }) => state === "missing" || state === "wrong") ? 1 : 0);
} catch (error) {
  printError(stopping.signal.aborted ? "Stopped" : describeError(error));
  Deno.exit(stopping.signal.aborted ? 130 : 1);
}
