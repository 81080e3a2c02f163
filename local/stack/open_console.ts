import type postgres from "postgres";
import { buildConsole } from "../console/build_console.ts";
import { readRows } from "../console/read_rows.ts";
import { type Console, startConsole } from "../console/start_console.ts";
import type { DemoUser } from "./create_demo_users.ts";
import type { StackOptions } from "./stack_options.ts";

/** Starts the console of a stack, unless its options ask for none; does not wait until it is built. */
export function openConsole(options: StackOptions, stack: {
  apiUrl: string;
  simulatorUrl: string;
  keys: { publishable: string; secret: string };
  users: readonly DemoUser[];
  sql: postgres.Sql;
}): Console | undefined {
  if (!options.console) return undefined;
  const { apiUrl, simulatorUrl, keys, users, sql } = stack;
  return startConsole({
    port: options.consolePort,
    apiUrl,
    simulatorUrl,
    publishableKey: keys.publishable,
    secretKey: keys.secret,
    users: users.map(({ id, email, password, phone }) => ({ id, email, password, phone })),
    readRows: (conversationId) => readRows(sql, conversationId),
    build: buildConsole,
    follow: options.watch,
    log: (line) => options.onLog?.("console", line),
  });
}
