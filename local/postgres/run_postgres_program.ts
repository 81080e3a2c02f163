import { join } from "node:path";
import { postgresUser } from "./unprivileged.ts";

/**
 * How `initdb` and `postgres` are run: as a user whom they accept, without our environment, and out of the reach of the terminal's
 * Ctrl-C, so that what uses Postgres can be stopped first.
 */
export function postgresCommand(
  binDir: string,
  program: string,
  args: string[],
  stdin: "piped" | "null",
): Deno.Command {
  return new Deno.Command(join(binDir, program), {
    args,
    ...postgresUser(),
    cwd: "/",
    clearEnv: true,
    env: { PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" },
    detached: true,
    stdin,
    stdout: "piped",
    stderr: "piped",
  });
}

/** Runs a program to its end; throws what it said when it fails. */
export async function runPostgresProgram(
  binDir: string,
  program: string,
  args: string[],
  input?: string,
): Promise<void> {
  const child = postgresCommand(binDir, program, args, input === undefined ? "null" : "piped")
    .spawn();
  const output = child.output();
  if (input !== undefined) {
    const writer = child.stdin.getWriter();
    await writer.write(new TextEncoder().encode(input));
    await writer.close();
  }
  const { success, stdout, stderr } = await output;
  if (success) return;
  const said = [stderr, stdout].map((bytes) => new TextDecoder().decode(bytes).trim());
  throw new Error(`Run ${program}: ${said.filter((text) => text !== "").join("\n")}`);
}
