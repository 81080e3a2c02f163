import type { State } from "./state.ts";

/** One page of a list as Twilio's REST API answers it (docs: usage/twilios-response): its items and where the others are. */
export function pageOf<T>(
  state: State,
  collection: string,
  found: T[],
  query: URLSearchParams,
): { items: T[]; page: Record<string, unknown> } {
  const page = Math.max(Number(query.get("Page") ?? 0) || 0, 0);
  const pageSize = Math.min(Math.max(Number(query.get("PageSize") ?? 50) || 50, 1), 1000);
  const start = page * pageSize;
  const items = found.slice(start, start + pageSize);
  const uri = (index: number) => {
    const params = new URLSearchParams(query);
    params.set("PageSize", String(pageSize));
    params.set("Page", String(index));
    params.set("PageToken", `PT${index}`);
    return `/2010-04-01/Accounts/${state.accountSid}/${collection}.json?${params}`;
  };
  return {
    items,
    page: {
      page,
      page_size: pageSize,
      start,
      end: start + Math.max(items.length - 1, 0),
      uri: uri(page),
      first_page_uri: uri(0),
      next_page_uri: start + pageSize < found.length ? uri(page + 1) : null,
      previous_page_uri: page > 0 ? uri(page - 1) : null,
    },
  };
}
