import { fileURLToPath } from "node:url";
import { hashFiles } from "./hash_files.ts";

const FOLDER = fileURLToPath(new URL(".", import.meta.url));
const SOURCES = [
  ...["package.json", "deno.json", "deno.lock", "vite.config.ts", "index.html", "public", "src"],
  // The client package, of which it is made as well.
  "../../client/src",
];

/**
 * The folder of the built console, made from the sources unless it is there from an earlier start; `say` takes each step.
 * Throws `<step>: what the tool said` when the packages cannot be had or the sources not be built.
 */
export async function buildConsole(
  say: (line: string) => void,
  signal?: AbortSignal,
): Promise<string> {
  const built = `${FOLDER}dist/${await hashFiles(FOLDER, SOURCES)}`;
  if (await isFolder(built)) return built;

  say("Installing the console's packages (once)");
  await run("Install the console's packages", ["install", "--frozen", "--quiet"], signal);
  say("Building the console");
  // Under a name of its own until it is whole: somebody else may be building the same.
  const draft = `${FOLDER}dist/draft-${crypto.randomUUID()}`;
  try {
    const vite = ["run", "-A", "node_modules/vite/bin/vite.js"];
    const target = ["build", "--outDir", draft, "--logLevel", "warn"];
    await run("Build the console", [...vite, ...target], signal);
    await Deno.rename(draft, built).catch(async (error) => {
      if (!await isFolder(built)) throw error;
    });
  } finally {
    await Deno.remove(draft, { recursive: true }).catch(() => {});
  }
  await removeOthers(built);
  return built;
}

async function run(step: string, args: string[], signal?: AbortSignal): Promise<void> {
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args,
    cwd: FOLDER,
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: "null",
    stderr: "piped",
    ...(signal ? { signal } : {}),
  }).output();
  signal?.throwIfAborted();
  if (success) return;
  throw new Error(`${step}: ${sayFailure(new TextDecoder().decode(stderr))}`);
}

/** Of what Deno says the failure and its innermost cause; of another tool the first lines. */
function sayFailure(stderr: string): string {
  const lines = stderr.trim().replace(/^error: /, "").split("\n");
  const cause = lines.findLast((line) => /^ +\d+: \D/.test(line) && !/<unknown>/.test(line));
  return cause ? `${lines[0]}: ${cause.replace(/^ +\d+: /, "")}` : lines.slice(0, 6).join("\n");
}

/** What older sources were built to. A console that is served is in memory. */
async function removeOthers(built: string): Promise<void> {
  for await (const { name } of Deno.readDir(`${FOLDER}dist`)) {
    if (built.endsWith(`/${name}`) || name.startsWith("draft-")) continue;
    await Deno.remove(`${FOLDER}dist/${name}`, { recursive: true }).catch(() => {});
  }
}

async function isFolder(path: string): Promise<boolean> {
  return await Deno.stat(path).then((stat) => stat.isDirectory, () => false);
}
