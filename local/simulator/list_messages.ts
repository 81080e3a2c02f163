import { messageJson } from "./message_json.ts";
import { pageOf } from "./page_of.ts";
import { isPlivos } from "./plivo/is_plivos.ts";
import type { State } from "./state.ts";

/** `GET …/Messages.json`: newest first, filtered by To, From and DateSent (also `DateSent<` and `DateSent>`), in pages. */
export function listMessages(state: State, query: URLSearchParams): Response {
  const day = (date: Date) => date.toISOString().slice(0, 10);
  const found = [...state.messages.values()].toReversed().filter((message) => {
    const [on, before, after] = ["DateSent", "DateSent<", "DateSent>"].map((name) =>
      query.get(name)
    );
    return !isPlivos(state, message) &&
      (!query.has("To") || message.to === query.get("To")) &&
      (!query.has("From") || message.from === query.get("From")) &&
      (!on || message.sentAt !== null && day(message.sentAt) === day(new Date(on))) &&
      (!before || message.sentAt !== null && message.sentAt <= new Date(before)) &&
      (!after || message.sentAt !== null && message.sentAt >= new Date(after));
  });
  const { items, page } = pageOf(state, "Messages", found, query);
  return Response.json({ messages: items.map((message) => messageJson(state, message)), ...page });
}
