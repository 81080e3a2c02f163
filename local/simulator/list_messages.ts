import { messageJson } from "./message_json.ts";
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
  const page = Math.max(Number(query.get("Page") ?? 0) || 0, 0);
  const pageSize = Math.min(Math.max(Number(query.get("PageSize") ?? 50) || 50, 1), 1000);
  const start = page * pageSize;
  const items = found.slice(start, start + pageSize);
  const uri = (index: number) => {
    const params = new URLSearchParams(query);
    params.set("PageSize", String(pageSize));
    params.set("Page", String(index));
    params.set("PageToken", `PT${index}`);
    return `/2010-04-01/Accounts/${state.accountSid}/Messages.json?${params}`;
  };
  return Response.json({
    messages: items.map((message) => messageJson(state, message)),
    page,
    page_size: pageSize,
    start,
    end: start + Math.max(items.length - 1, 0),
    uri: uri(page),
    first_page_uri: uri(0),
    next_page_uri: start + pageSize < found.length ? uri(page + 1) : null,
    previous_page_uri: page > 0 ? uri(page - 1) : null,
  });
}
