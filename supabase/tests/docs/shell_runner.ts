import { type Block, placeOf } from "./find_blocks.ts";
import { ROOT } from "./read_document.ts";

/** What a block printed, and where in the document it broke off, if it did. */
export type Ran = { stdout: string; stderr: string; brokenAt: string | undefined };

/** A folder to run shell blocks in, with commands that come before those of the machine. */
export type ShellRunner = {
  folder: string;
  run(block: Block): Promise<Ran>;
  close(): Promise<void>;
};

const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/**
 * Runs shell blocks by bash, which stops at the first command that fails. `commands`: name to script, for those that are to be others
 * than the machine's; `replace`: what words of the documents are here.
 */
export async function createShellRunner(options: {
  commands: Record<string, string>;
  environment: Record<string, string>;
  replace: (text: string) => string;
}): Promise<ShellRunner> {
  const folder = await Deno.makeTempDir({ prefix: "maskline-docs-" });
  await Deno.mkdir(`${folder}/.bin`);
  const path = Deno.env.get("PATH") ?? "";
  for (const [name, script] of Object.entries(options.commands)) {
    // The others find the machine's own commands behind this folder.
    const text = `#!/bin/sh\nPATH=${quote(path)}\n${script}\n`;
    await Deno.writeTextFile(`${folder}/.bin/${name}`, text, { mode: 0o755 });
  }
  return {
    folder,
    async run(block) {
      const script = `set -euo pipefail\ntrap 'echo "BROKEN $LINENO" >&2' ERR\n${
        options.replace(block.text)
      }`;
      const { code, stdout, stderr } = await new Deno.Command("bash", {
        args: ["-c", script],
        cwd: folder,
        env: {
          ...options.environment,
          HELP_FOLDER: folder,
          PATH: `${folder}/.bin:${path}`,
          NO_COLOR: "1",
        },
        stdin: "null",
      }).output();
      const said = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
      // Two lines of ours come before the block's first.
      const broken = /^BROKEN (\d+)$/m.exec(said(stderr))?.[1] ??
        /line (\d+):/.exec(said(stderr))?.[1];
      return {
        stdout: said(stdout),
        stderr: said(stderr).replaceAll(/^BROKEN \d+\n/gm, ""),
        brokenAt: code === 0
          ? undefined
          : broken === undefined
          ? placeOf(block)
          : `${block.path}:${block.line + Number(broken) - 3}`,
      };
    },
    close: () => Deno.remove(folder, { recursive: true }),
  };
}

/** The commands that look at what they are told, and do no more than is safe. */
export function documentedCommands(realNpx: string): Record<string, string> {
  const deno = quote(Deno.execPath());
  const script = quote(`${ROOT}supabase/tests/docs/run_npx.ts`);
  const config = quote(`${ROOT}deno.json`);
  return {
    npx: `REAL_NPX=${quote(realNpx)} exec ${deno} run -A --config ${config} ${script} "$@"`,
    // An answer other than 2xx breaks the block off.
    curl: 'exec curl --silent --show-error --fail-with-body "$@"',
  };
}
