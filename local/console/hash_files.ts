/** A short name for what the files, and the files in the folders, hold: another one when a name or a byte of them changes. */
export async function hashFiles(root: string, paths: readonly string[]): Promise<string> {
  const lines: string[] = [];
  for (const path of paths) lines.push(...await describe(root, path));
  return (await digest(new TextEncoder().encode(lines.join("\n")))).slice(0, 16);
}

async function describe(root: string, path: string): Promise<string[]> {
  const full = `${root}${path}`;
  const { isDirectory } = await Deno.stat(full);
  if (!isDirectory) return [`${path} ${await digest(await Deno.readFile(full))}`];
  const names: string[] = [];
  for await (const { name } of Deno.readDir(full)) names.push(name);
  const lines: string[] = [];
  for (const name of names.sort()) lines.push(...await describe(root, `${path}/${name}`));
  return lines;
}

async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
}
