import type { State } from "../state.ts";
import { isPlivos } from "./is_plivos.ts";
import { plivoMessageJson } from "./message_json.ts";

const MOST = 20;

/** `GET …/Message/` (docs: messaging/api/message/list-all-messages): newest first, a day back unless asked for more, 20 at a time. */
export function listPlivoMessages(state: State, query: URLSearchParams): Response {
  const since = query.has("message_time__gte")
    ? new Date(`${query.get("message_time__gte")!.replace(" ", "T")}Z`)
    : new Date(Date.now() - 86_400_000);
  const number = (name: string) => query.get(name)?.replace(/^\+/, "") ?? null;
  const filters: Record<string, string | null> = {
    message_direction: query.get("message_direction"),
    message_state: query.get("message_state"),
    from_number: number("from_number"),
    to_number: number("to_number"),
  };
  const found = [...state.messages.values()].toReversed()
    .filter((message) =>
      isPlivos(state, message) && message.direction !== "outbound-reply" &&
      message.createdAt >= since
    )
    .map((message) => plivoMessageJson(state, message))
    .filter((record) =>
      Object.entries(filters).every(([name, value]) => value === null || record[name] === value)
    );
  const limit = Math.min(Number(query.get("limit") ?? MOST) || MOST, MOST);
  const offset = Number(query.get("offset") ?? 0) || 0;
  const uri = (start: number) => {
    const params = new URLSearchParams(query);
    params.set("limit", String(limit));
    params.set("offset", String(start));
    return `/v1/Account/${state.plivo!.authId}/Message/?${params}`;
  };
  return Response.json({
    api_id: crypto.randomUUID(),
    meta: {
      limit,
      next: offset + limit < found.length ? uri(offset + limit) : null,
      offset,
      previous: offset > 0 ? uri(Math.max(offset - limit, 0)) : null,
      total_count: found.length,
    },
    objects: found.slice(offset, offset + limit),
  });
}
