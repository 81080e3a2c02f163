/** A proxy in front of a Postgres that counts how often the client waits for an answer before it says more. */
export function countRoundTrips(databaseUrl: string) {
  const { hostname, port } = new URL(databaseUrl);
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  let roundTrips = 0;
  let lastSpoke: "client" | "server" = "server";
  const connections = new Set<Deno.Conn>();
  const close = (connection: Deno.Conn) => {
    if (connections.delete(connection)) connection.close();
  };

  const pass = async (from: Deno.Conn, to: Deno.Conn, side: "client" | "server") => {
    const buffer = new Uint8Array(65_536);
    try {
      for (let count; (count = await from.read(buffer)) !== null;) {
        if (side === "client" && lastSpoke === "server") roundTrips++;
        lastSpoke = side;
        for (let sent = 0; sent < count;) sent += await to.write(buffer.subarray(sent, count));
      }
    } catch {
      // Closed while it was read.
    }
    close(to);
  };
  (async () => {
    for await (const client of listener) {
      const server = await Deno.connect({ hostname, port: Number(port) });
      connections.add(client).add(server);
      pass(client, server, "client");
      pass(server, client, "server");
    }
  })();

  return {
    url: Object.assign(new URL(databaseUrl), { port: String(listener.addr.port) }).href,
    /** How many there were while `work` ran. */
    async during(work: () => Promise<unknown>): Promise<number> {
      const before = roundTrips;
      await work();
      return roundTrips - before;
    },
    stop() {
      listener.close();
      connections.forEach(close);
    },
  };
}
