import { print } from "../process/print.ts";

/** Prints what is worth a developer's eye: of Postgres' lines not those about its daily business. */
export function printLog(source: string, line: string): void {
  if (source === "postgres" && / (LOG|DEBUG[1-5]): /.test(line)) return;
  print(source === "stack" ? line : `[${source}] ${line}`);
}
