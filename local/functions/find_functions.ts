import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** The functions of a folder: name to the URL of its `index.ts`, for every folder that has one and no leading underscore. */
export async function findFunctions(folder: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for await (const entry of Deno.readDir(folder)) {
    if (!entry.isDirectory || entry.name.startsWith("_")) continue;
    const index = join(folder, entry.name, "index.ts");
    const isFile = await Deno.stat(index).then((info) => info.isFile, () => false);
    if (isFile) found[entry.name] = pathToFileURL(index).href;
  }
  return Object.fromEntries(Object.entries(found).sort());
}
