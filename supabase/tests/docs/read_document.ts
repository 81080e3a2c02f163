/** The root of the project. */
export const ROOT = new URL("../../../", import.meta.url);

/** A file of the project by its path from the root. */
export async function readDocument(path: string): Promise<{ path: string; text: string }> {
  return { path, text: await Deno.readTextFile(new URL(path, ROOT)) };
}
