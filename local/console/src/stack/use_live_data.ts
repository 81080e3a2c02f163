import { useEffect, useReducer } from "react";
import type { LiveData, PhoneCall, PhoneText, Rows } from "./live_data.ts";

type PhoneEvent = { phone: string; after: number; messages: PhoneText[]; calls: PhoneCall[] };

type Event =
  | { type: "connected"; connected: boolean }
  | { type: "rows"; rows: Rows }
  | ({ type: "phone" } & PhoneEvent);

const NOTHING: LiveData = { connected: true, rows: null, phones: {} };

/** What the console's server tells of the database and of these telephones, as it happens. */
export function useLiveData(conversationId: string | null, phones: readonly string[]): LiveData {
  const [data, tell] = useReducer(next, NOTHING);
  const query = new URLSearchParams(phones.map((phone) => ["phone", phone]));
  if (conversationId !== null) query.set("conversation", conversationId);
  const url = `/live?${query}`;

  useEffect(() => {
    let source: EventSource | undefined;
    const listen = () => {
      source = new EventSource(url);
      source.onopen = () => tell({ type: "connected", connected: true });
      source.onerror = () => tell({ type: "connected", connected: false });
      source.addEventListener("rows", ({ data }) => tell({ type: "rows", rows: JSON.parse(data) }));
      source.addEventListener(
        "phone",
        ({ data }) => tell({ type: "phone", ...JSON.parse(data) as PhoneEvent }),
      );
    };
    // A page that nobody sees asks for nothing.
    const look = () => {
      source?.close();
      source = undefined;
      if (!document.hidden) listen();
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      document.removeEventListener("visibilitychange", look);
      source?.close();
    };
  }, [url]);
  return data;
}

function next(data: LiveData, event: Event): LiveData {
  if (event.type === "connected") return { ...data, connected: event.connected };
  if (event.type === "rows") return { ...data, rows: event.rows };
  const { phone, after, messages, calls } = event;
  const known = after === 0 ? [] : data.phones[phone]?.texts.slice(0, after) ?? [];
  const state = { texts: [...known, ...messages], calls };
  return { ...data, phones: { ...data.phones, [phone]: state } };
}
