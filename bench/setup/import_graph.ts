import { fileURLToPath } from "node:url";

const CONFIG = fileURLToPath(new URL("../../deno.json", import.meta.url));

/** What a module loads: its own files and those of the project that it imports, with their bytes, and packages by name. */
export type ImportGraph = { files: string[]; bytes: number; packages: string[] };

type Described = {
  specifier: string;
  size?: number;
  npmPackage?: string;
  dependencies?: { code?: { specifier: string }; isDynamic?: boolean }[];
};

/**
 * What is loaded before a module runs, and what it may load at all: `deno info` follows each import, here those with `import()` are told
 * apart. What packages import among themselves it does not say.
 */
export async function readImportGraph(
  entry: string,
): Promise<{ atStart: ImportGraph; inAll: ImportGraph }> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", "--config", CONFIG, entry],
  }).output();
  if (!success) throw new Error(`Read imports of ${entry}: ${new TextDecoder().decode(stderr)}`);
  const { modules, redirects, roots } = JSON.parse(new TextDecoder().decode(stdout)) as {
    modules: Described[];
    redirects: Record<string, string>;
    roots: string[];
  };
  const known = new Map(modules.map((module) => [module.specifier, module]));
  const follow = (dynamic: boolean): ImportGraph => {
    const found = new Set<Described>();
    const visit = (specifier: string) => {
      const module = known.get(redirects[specifier] ?? specifier);
      if (!module || found.has(module)) return;
      found.add(module);
      for (const { code, isDynamic } of module.dependencies ?? []) {
        if (code && (dynamic || !isDynamic)) visit(code.specifier);
      }
    };
    roots.forEach(visit);
    const files = [...found].filter((module) => module.npmPackage === undefined);
    return {
      files: files.map(({ specifier }) => specifier),
      bytes: files.reduce((sum, { size = 0 }) => sum + size, 0),
      packages: [...found].filter((module) => module.npmPackage !== undefined)
        .map(({ specifier }) => specifier.replace(/^npm:\/?(@?[^@]+)@[^/]+/, "$1")).sort(),
    };
  };
  return { atStart: follow(false), inAll: follow(true) };
}
