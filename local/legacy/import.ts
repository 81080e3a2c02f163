/**
 * `deno task import:legacy`: brings the data of the systems that Maskline replaces into its database. Only tries it and reports, unless
 * told to apply.
 *
 * @module
 */

import { describeError } from "../process/describe_error.ts";
import { print, printError } from "../process/print.ts";
import { importLegacy } from "./import_legacy.ts";
import { readImportOptions } from "./read_import_options.ts";

try {
  const report = await importLegacy(readImportOptions(Deno.args, Deno.env.toObject()));
  for (const line of report.lines) print(line);
  for (const problem of report.problems) printError(`Problem: ${problem}`);
  print(
    report.applied
      ? "Applied"
      : report.problems.length > 0
      ? "Nothing was changed: mend the problems first"
      : "Nothing was changed: this was a dry run, --apply does it",
  );
  Deno.exit(report.problems.length > 0 ? 1 : 0);
} catch (error) {
  printError(describeError(error));
  Deno.exit(1);
}
