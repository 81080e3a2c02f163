import { join } from "node:path";
import { fileURLToPath } from "node:url";

const CONFIG = fileURLToPath(new URL("../../deno.json", import.meta.url));

/** Bundles a module with all that it imports into one file of `folder`, as a server-side bundler does; its path and size in bytes. */
export async function bundle(entry: URL, folder: string, name: string) {
  const path = join(folder, `${name}.js`);
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["bundle", "--quiet", "--platform", "deno", "--config", CONFIG, "-o", path, entry.href],
    stdout: "null",
    stderr: "piped",
  }).output();
  if (!success) throw new Error(`Bundle ${name}: ${new TextDecoder().decode(stderr)}`);
  return { url: new URL(`file://${path}`), bytes: (await Deno.stat(path)).size };
}
