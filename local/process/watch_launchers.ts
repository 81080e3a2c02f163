import { isLauncher } from "./is_launcher.ts";
import { readProcess } from "./read_process.ts";

const EVERY = 500;

/**
 * Calls back once when a process between the terminal and us has ended: `npx` and its shell do not pass SIGTERM on, so that is all
 * that we learn of it. Answers how to stop watching.
 */
export async function watchLaunchers(onEnd: () => void): Promise<() => void> {
  const links = await launcherLinks();
  const timer = setInterval(async () => {
    for (const { child, parent } of links) {
      const now = child === Deno.pid ? Deno.ppid : (await readProcess(child))?.parent;
      if (now === parent) continue;
      clearInterval(timer);
      onEnd();
      return;
    }
  }, EVERY);
  return () => clearInterval(timer);
}

/** From us up to the first process that is no launcher: which process has which parent. */
async function launcherLinks(): Promise<{ child: number; parent: number }[]> {
  const links: { child: number; parent: number }[] = [];
  let child = Deno.pid;
  let parent = Deno.ppid;
  for (;;) {
    const process = await readProcess(parent);
    if (!process || !isLauncher(process.command)) return links;
    links.push({ child, parent });
    [child, parent] = [parent, process.parent];
  }
}
