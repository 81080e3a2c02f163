/** Clock ticks a second of /proc on every Linux that Deno runs on (getconf CLK_TCK). */
const TICKS = 100;

/** The CPU that a process and its children have used so far, in milliseconds; null where there is no /proc. */
export async function cpuMilliseconds(pid: number): Promise<number | null> {
  let ticks = 0;
  try {
    for await (const { name } of Deno.readDir("/proc")) {
      if (!/^\d+$/.test(name)) continue;
      const stat = await Deno.readTextFile(`/proc/${name}/stat`).catch(() => "");
      // After the name, which may hold anything: state, parent, … utime and stime (proc(5), fields 14 and 15).
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      if (Number(name) === pid || Number(fields[1]) === pid) {
        ticks += Number(fields[11]) + Number(fields[12]);
      }
    }
  } catch {
    return null;
  }
  return ticks / TICKS * 1000;
}
