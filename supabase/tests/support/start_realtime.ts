import type { Sql } from "postgres";

type Frame = [joinRef: string | null, ref: string | null, topic: string, event: string, payload: {
  access_token?: string;
  config?: { private: boolean };
}];

/**
 * A project's front door with Realtime in it: what is broadcast from the database goes over web sockets to those whom the policies on
 * `realtime.messages` let join. Everything else is passed on to `apiUrl`. Speaks version 2.0.0 of the protocol as far as that takes.
 */
export async function startRealtime(sql: Sql, apiUrl: string) {
  const sockets = new Map<WebSocket, Set<string>>();
  const requests: string[] = [];
  let open = true;

  const mayJoin = (topic: string, token: string) =>
    sql.begin(async (tx) => {
      const claims = JSON.parse(
        atob(token.split(".")[1]!.replaceAll("-", "+").replaceAll("_", "/")),
      );
      await tx`select set_config('request.jwt.claims', ${JSON.stringify(claims)}, true),
        set_config('realtime.topic', ${topic}, true)`;
      await tx`insert into realtime.messages (topic, extension) values (${topic}, 'broadcast')`;
      await tx.unsafe("set local role authenticated");
      const seen = await tx`select from realtime.messages`;
      throw { joined: seen.length > 0 };
    }).catch((answer: { joined?: boolean }) => answer.joined === true);

  const answer = async (socket: WebSocket, [joinRef, ref, topic, event, payload]: Frame) => {
    const topics = sockets.get(socket)!;
    let status = "ok";
    if (event === "phx_join") {
      const name = topic.replace("realtime:", "");
      const allowed = open && payload.config?.private &&
        await mayJoin(name, payload.access_token ?? "");
      if (allowed) topics.add(topic);
      else status = "error";
    } else if (event === "phx_leave") topics.delete(topic);
    const response = status === "ok" ? {} : { reason: "Unauthorized" };
    if (socket.readyState !== WebSocket.OPEN) return;
    socket.send(JSON.stringify([joinRef, ref, topic, "phx_reply", { status, response }]));
  };

  const { unlisten } = await sql.listen("realtime", (text) => {
    const { topic, event, payload } = JSON.parse(text);
    const name = `realtime:${topic}`;
    const frame = [null, null, name, "broadcast", { type: "broadcast", event, payload }];
    for (const [socket, topics] of sockets) {
      if (topics.has(name)) socket.send(JSON.stringify(frame));
    }
  });

  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    const { pathname, search } = new URL(request.url);
    if (pathname.startsWith("/realtime/v1/")) {
      const { socket, response } = Deno.upgradeWebSocket(request);
      sockets.set(socket, new Set());
      socket.onmessage = ({ data }) => void answer(socket, JSON.parse(data));
      socket.onclose = () => sockets.delete(socket);
      return response;
    }
    requests.push(`${request.method} ${pathname.replace("/functions/v1", "")}`);
    const { method, headers, body } = request;
    return await fetch(`${apiUrl}${pathname}${search}`, { method, headers, body });
  });

  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    /** Requests so far, as "GET /masking/conversations". */
    requests,
    joined: () => [...sockets.values()].flatMap((topics) => [...topics]),
    /** Lets nobody in any more, and sends everybody away. */
    break() {
      open = false;
      for (const socket of sockets.keys()) socket.close();
    },
    async stop() {
      await unlisten();
      for (const socket of sockets.keys()) socket.close();
      await server.shutdown();
    },
  };
}
