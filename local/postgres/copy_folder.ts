import { join } from "node:path";

/** Copies a folder so that everybody may read it, whatever the umask; programs stay programs. */
export async function copyFolder(from: string, to: string): Promise<void> {
  await Deno.mkdir(to);
  await Deno.chmod(to, 0o755);
  for await (const entry of Deno.readDir(from)) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory) {
      await copyFolder(source, target);
    } else if (entry.isFile) {
      await Deno.copyFile(source, target);
      const { mode } = await Deno.stat(source);
      await Deno.chmod(target, (mode ?? 0) & 0o100 ? 0o755 : 0o644);
    }
  }
}
