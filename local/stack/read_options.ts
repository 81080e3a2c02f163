import { parseArgs } from "node:util";
import { ownSettings } from "./function_settings.ts";
import type { StackOptions } from "./stack_options.ts";

/** What the caller says of the stack: `--data DIR` and the environment. Throws an error that names what is wrong. */
export function readOptions(
  args: readonly string[],
  environment: Record<string, string>,
): StackOptions {
  const { values } = parseArgs({ args: [...args], options: { data: { type: "string" } } });
  if (values.data && environment.DATABASE_URL) {
    throw new Error("Read the options: --data and DATABASE_URL exclude each other");
  }
  const port = (name: string, fallback: number) => {
    const text = environment[name] || String(fallback);
    if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
    throw new Error(`Read the options: ${name} is ${text}, must be a port from 0 to 65535`);
  };
  return {
    apiPort: port("MASKLINE_API_PORT", 54_321),
    dbPort: port("MASKLINE_DB_PORT", 54_322),
    consolePort: port("MASKLINE_CONSOLE_PORT", 54_323),
    simulatorPort: port("MASKLINE_SIMULATOR_PORT", 54_331),
    ...(values.data ? { dataDir: values.data } : {}),
    ...(environment.DATABASE_URL ? { databaseUrl: environment.DATABASE_URL } : {}),
    ...(environment.MASKLINE_SIMULATOR_URL
      ? { simulatorUrl: environment.MASKLINE_SIMULATOR_URL }
      : {}),
    settings: ownSettings(environment),
    watch: true,
  };
}
