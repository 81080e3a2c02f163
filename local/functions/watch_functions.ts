import { relative, sep } from "node:path";

const DEBOUNCE = 100;
const CODE = /\.(ts|tsx|js|mjs|json)$/;
const TEST = /_test\.ts$/;

/**
 * Calls back once for each burst of changes with the names of the functions whose code changed, or with "all" when shared code did.
 * Answers how to stop.
 */
export function watchFunctions(
  folder: string,
  onChange: (changed: Set<string> | "all") => void,
): () => Promise<void> {
  const watcher = Deno.watchFs(folder, { recursive: true });
  let changed = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    onChange([...changed].some((name) => name.startsWith("_")) ? "all" : changed);
    changed = new Set();
  };
  const watching = (async () => {
    for await (const event of watcher) {
      if (event.kind === "access") continue;
      for (const path of event.paths) {
        const [name = "", ...rest] = relative(folder, path).split(sep);
        if (TEST.test(path) || (rest.length > 0 && !CODE.test(path))) continue;
        if (rest.length === 0 && name.includes(".")) continue;
        changed.add(name);
        clearTimeout(timer);
        timer = setTimeout(flush, DEBOUNCE);
      }
    }
  })();
  return async () => {
    clearTimeout(timer);
    watcher.close();
    await watching;
  };
}
