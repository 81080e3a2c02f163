import { fileURLToPath } from "node:url";

/** Redocly's linter, which Node's npx runs. */
const PACKAGE = "@redocly/cli@2.77.0";

const RULES = fileURLToPath(new URL("./redocly.yaml", import.meta.url));

/** Whether a description keeps to the OpenAPI specification and to the rules beside this file, and what the linter says. */
export async function lintDocument(file: URL): Promise<{ success: boolean; output: string }> {
  const output = await new Deno.Command("npx", {
    args: ["-y", PACKAGE, "lint", fileURLToPath(file), `--config=${RULES}`, "--format=stylish"],
    env: { REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
    stdin: "null",
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { success: output.success, output: text(output.stdout) + text(output.stderr) };
}
