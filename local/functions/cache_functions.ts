/** Downloads what the entries import, with our own environment: the functions' processes have no proxy and no registry settings. */
export async function cacheFunctions(
  entries: readonly string[],
  config: string,
  log: (line: string) => void,
): Promise<void> {
  if (await cache(entries, config)) return;
  // One that cannot be loaded must not keep the others from their packages.
  for (const entry of entries) await cache([entry], config, log);
}

async function cache(
  entries: readonly string[],
  config: string,
  log?: (line: string) => void,
): Promise<boolean> {
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["cache", "--quiet", "--config", config, ...entries],
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).output();
  const said = new TextDecoder().decode(stderr).trim();
  if (!success && said !== "") log?.(said);
  return success;
}
