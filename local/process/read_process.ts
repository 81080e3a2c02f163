/** Parent and command line of a process; undefined when there is none. Linux without `ps` has /proc, other systems have `ps`. */
export async function readProcess(
  pid: number,
): Promise<{ parent: number; command: string } | undefined> {
  try {
    if (Deno.build.os === "linux") {
      const [stat, command] = await Promise.all(
        ["stat", "cmdline"].map((file) => Deno.readTextFile(`/proc/${pid}/${file}`)),
      );
      // "pid (name) state parent": the name may hold anything, parentheses too.
      const parent = Number(stat!.slice(stat!.lastIndexOf(")") + 2).split(" ")[1]);
      return { parent, command: command!.replaceAll("\0", " ").trim() };
    }
    const { stdout } = await new Deno.Command("ps", {
      args: ["-o", "ppid=,command=", "-p", String(pid)],
      stderr: "null",
    }).output();
    const [, parent, command] = /^\s*(\d+)\s+(.*)/.exec(new TextDecoder().decode(stdout)) ?? [];
    return parent === undefined ? undefined : { parent: Number(parent), command: command ?? "" };
  } catch {
    return undefined;
  }
}
