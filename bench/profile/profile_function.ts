import { fileURLToPath } from "node:url";
import { readLines } from "../../local/process/read_lines.ts";

const CONFIG = fileURLToPath(new URL("../../deno.json", import.meta.url));
const SERVER = fileURLToPath(new URL("../servers/profiled.ts", import.meta.url));

type Profile = {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  samples: number[];
  timeDeltas: number[];
};

/** Serves a function under V8's profiler while `work` calls it, and says where its time went, in self time. */
export async function profileFunction(
  entry: URL,
  settings: Record<string, string>,
  work: (url: string) => Promise<unknown>,
): Promise<string[]> {
  const folder = await Deno.makeTempDir({ prefix: "maskline-profile-" });
  try {
    const child = new Deno.Command(Deno.execPath(), {
      args: [
        ...["run", "-A", "--cached-only", "--config", CONFIG],
        ...["--cpu-prof", `--cpu-prof-dir=${folder}`, SERVER, entry.href],
        ...Object.keys(settings),
      ],
      env: settings,
      stdin: "piped",
      stdout: "null",
      stderr: "piped",
    }).spawn();
    const { promise: listening, resolve } = Promise.withResolvers<string | undefined>();
    const read = readLines(child.stderr, (line) => {
      const url = /Listening on (http:\S+)\/$/.exec(line)?.[1];
      if (url) resolve(url);
    }).then(() => resolve(undefined));
    try {
      const url = await listening;
      if (url === undefined) throw new Error(`Profile ${entry}: it ended before it listened`);
      await work(url);
    } finally {
      child.kill("SIGTERM");
      await child.status;
      await read;
      await child.stdin.close().catch(() => {});
    }
    for await (const { name } of Deno.readDir(folder)) {
      return summarize(JSON.parse(await Deno.readTextFile(`${folder}/${name}`)));
    }
    throw new Error(`Profile ${entry}: Deno wrote no profile`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function summarize({ nodes, samples, timeDeltas }: Profile): string[] {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const groups = new Map<string, number>();
  const functions = new Map<string, number>();
  let busy = 0;
  samples.forEach((id, index) => {
    const { functionName, url, lineNumber } = frames.get(id)!;
    const microseconds = timeDeltas[index]!;
    const group = groupOf(functionName, url);
    groups.set(group, (groups.get(group) ?? 0) + microseconds);
    if (group === "(idle)") return;
    busy += microseconds;
    const name = `${functionName || "(anonymous)"} ${url.split("/").slice(-2).join("/")}`;
    const where = url === "" ? functionName : `${name}:${lineNumber + 1}`;
    functions.set(where, (functions.get(where) ?? 0) + microseconds);
  });
  const rows = (times: Map<string, number>, count: number) =>
    [...times].sort(([, a], [, b]) => b - a).slice(0, count).map(([name, microseconds]) =>
      `${(microseconds / 1000).toFixed(0).padStart(8)} ms ` +
      `${
        name === "(idle)" ? "      " : (microseconds / busy * 100).toFixed(1).padStart(5) + "%"
      }  ${name}`
    );
  return [
    "The function, self time by where the code comes from (percent of what is not idle):",
    ...rows(groups, 12),
    "The function, self time by function:",
    ...rows(functions, 15),
  ];
}

/** A package, Deno itself, a folder of the functions; or what V8 names in parentheses. */
function groupOf(functionName: string, url: string): string {
  if (url === "") {
    return functionName.startsWith("(") ? functionName : "built in (decrypt, sign, …)";
  }
  if (/^(ext|node):/.test(url)) return "Deno";
  return /registry\.npmjs\.org\/(@[^/]+\/[^/]+|[^/]+)/.exec(url)?.[1] ??
    /functions\/((?:_shared\/)?[^/]+)/.exec(url)?.[1] ?? "the rest";
}
