/** TypeScript as `deno fmt` leaves it in this repository. */
export async function formatTypescript(source: string): Promise<string> {
  const deno = new Deno.Command(Deno.execPath(), {
    args: ["fmt", "--ext", "ts", "--line-width", "100", "-"],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = deno.stdin.getWriter();
  await writer.write(new TextEncoder().encode(source));
  await writer.close();
  const { success, stdout, stderr } = await deno.output();
  if (success) return new TextDecoder().decode(stdout);
  throw new Error(`Format TypeScript: ${new TextDecoder().decode(stderr)}`);
}
