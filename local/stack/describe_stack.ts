import type { Status } from "./status_file.ts";

/** What to print of a stack that is ready. */
export function describeStack(status: Status): string {
  const rows = [
    ...(status.console_url ? [["Console", status.console_url]] : []),
    ["API", status.api_url],
    ["Functions", `${status.api_url}/functions/v1`],
    ["Database", status.db_url],
    ["Carrier simulator", status.simulator_url],
    ["Publishable key", status.publishable_key],
    ["Secret key", status.secret_key],
    ["Twilio account", `${status.twilio_account_sid} / ${status.twilio_auth_token}`],
    ["Pool", `${status.pool[0]} to ${status.pool.at(-1)}`],
    ...status.users.map((user, index) => [
      `Demo login ${index + 1}`,
      `${user.email} / ${user.password}, phone ${user.phone}`,
    ]),
  ];
  return ["", ...rows.map(([name, value]) => `  ${name!.padEnd(18)}  ${value}`), ""].join("\n");
}
