/**
 * `/realtime/v1/websocket` of a stack without Realtime: answers every join with an error, as Realtime does when it cannot serve one
 * (protocol 2.0.0, https://supabase.com/docs/guides/realtime/protocol). A refused connection would be an error in the page's log.
 */
export function refuseRealtime(request: Request): Response {
  if (request.headers.get("upgrade")?.toLowerCase() !== "websocket") {
    return Response.json({ message: "Connect to Realtime by a web socket" }, { status: 426 });
  }
  const { socket, response } = Deno.upgradeWebSocket(request);
  socket.onmessage = ({ data }) => {
    const frame = readFrame(data);
    if (!frame || socket.readyState !== WebSocket.OPEN) return;
    const [joinRef, ref, topic, event] = frame;
    const answer = event === "phx_join"
      ? { status: "error", response: { reason: "RealtimeDisabled: the local stack has none" } }
      : { status: "ok", response: {} };
    socket.send(JSON.stringify([joinRef, ref, topic, "phx_reply", answer]));
  };
  return response;
}

function readFrame(data: unknown): unknown[] | undefined {
  try {
    const frame = JSON.parse(String(data));
    return Array.isArray(frame) ? frame : undefined;
  } catch {
    return undefined;
  }
}
