import { fileURLToPath } from "node:url";

/** The root of the project. */
export const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** A file of the project by its path from the root. */
export async function readDocument(path: string): Promise<{ path: string; text: string }> {
  return { path, text: await Deno.readTextFile(`${ROOT}${path}`) };
}

/** Not ours, or made. */
const LEFT_OUT = /^(\.|node_modules$|dist$)/;

/** Every document of the project, in whatever folder. */
export async function readDocuments(folder = ""): Promise<{ path: string; text: string }[]> {
  const entries = await Array.fromAsync(Deno.readDir(`${ROOT}${folder}`));
  const found = await Promise.all(entries.map(async ({ name, isDirectory }) => {
    if (LEFT_OUT.test(name)) return [];
    if (isDirectory) return await readDocuments(`${folder}${name}/`);
    return name.endsWith(".md") ? [await readDocument(`${folder}${name}`)] : [];
  }));
  return found.flat().toSorted((a, b) => a.path < b.path ? -1 : 1);
}
