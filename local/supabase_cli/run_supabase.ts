import { fileURLToPath } from "node:url";

/** The official CLI, which Node's npx runs: its package holds a binary for each platform. */
const PACKAGE = "supabase@3.1.0";

const PROJECT = fileURLToPath(new URL("../../", import.meta.url));

/** Runs one command of the CLI in this project; throws what it printed when it fails. */
export async function runSupabase(...args: string[]): Promise<string> {
  const output = await new Deno.Command("npx", {
    args: ["-y", PACKAGE, ...args],
    cwd: PROJECT,
    env: { SUPABASE_TELEMETRY_DISABLED: "1" },
    stdin: "null",
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  if (output.success) return text(output.stdout);
  throw new Error(
    `Run supabase ${args[0]}: it ended with ${output.code}\n${text(output.stdout)}${
      text(output.stderr)
    }`,
  );
}
