/** The memory that a process shares with no other, in MB; null where there is no /proc that says it (proc_pid_smaps(5)). */
export async function privateMegabytes(pid: number): Promise<number | null> {
  const text = await Deno.readTextFile(`/proc/${pid}/smaps_rollup`).catch(() => null);
  if (text === null) return null;
  const kilobytes = [...text.matchAll(/^Private_(?:Clean|Dirty): +(\d+) kB$/gm)];
  return kilobytes.reduce((sum, [, count]) => sum + Number(count), 0) * 1024 / 1e6;
}
