/** What `deno run --cpu-prof` runs instead of `deno serve`, which cannot be profiled: the function of the first argument, as `isolate.ts` has it. */
const { default: app } = await import("../../local/functions/isolate.ts");
const line = ({ port }: { port: number }) => `Listening on http://127.0.0.1:${port}/\n`;
Deno.serve({
  hostname: "127.0.0.1",
  port: 0,
  onListen: (address) => void Deno.stderr.writeSync(new TextEncoder().encode(line(address))),
}, app.fetch);
