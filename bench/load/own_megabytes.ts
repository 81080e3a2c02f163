/**
 * The memory that a process has for itself, in MB; null where there is no /proc that says it (proc_pid_smaps(5)). Not what is private in
 * its sense: that counts pages of Postgres' shared memory which only this process has touched.
 */
export async function ownMegabytes(pid: number): Promise<number | null> {
  const text = await Deno.readTextFile(`/proc/${pid}/smaps_rollup`).catch(() => null);
  const kilobytes = text === null ? null : /^Pss_Anon: +(\d+) kB$/m.exec(text);
  return kilobytes === null ? null : Number(kilobytes[1]) * 1024 / 1e6;
}
