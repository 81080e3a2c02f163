// @ts-types="@types/react"
import { useCallback, useMemo, useState } from "react";
import type { Message } from "../api.gen.ts";
import { isMasklineError, type MasklineError } from "../maskline_error.ts";
import { createLiveList } from "../live/live_list.ts";
import { useMaskline } from "./maskline_provider.ts";
import { useLive } from "./use_live.ts";

/** A text that is being posted; with an `error` it was not, and can be tried again or discarded. */
export type PendingMessage = {
  key: string;
  conversation_id: string;
  body: string;
  error: MasklineError | null;
};

/** The messages of a conversation, oldest first, kept up to date; null: none is chosen. */
export function useMessages(
  conversationId: string | null,
  { limit = 50 }: { limit?: number } = {},
) {
  const maskline = useMaskline();
  const list = useMemo(
    () =>
      conversationId === null ? null : createLiveList<Message>({
        changes: maskline.changes,
        pollSeconds: maskline.pollSeconds,
        loadPage: async (cursor, signal) => {
          const page = await maskline.messages.list(conversationId, {
            limit,
            cursor,
          }, { signal });
          return { items: page.messages, next_cursor: page.next_cursor };
        },
        affects: (change) =>
          change.kind === "messages" &&
          change.conversation_id === conversationId,
      }),
    [maskline, conversationId, limit],
  );
  const { data, error, loading } = useLive(list);
  const [pending, setPending] = useState<PendingMessage[]>([]);

  const post = useCallback(async (text: PendingMessage) => {
    const without = (all: PendingMessage[]) => all.filter(({ key }) => key !== text.key);
    setPending((all) => [...without(all), { ...text, error: null }]);
    try {
      // The key stays that of the first try: a text whose answer was lost is not said twice.
      const message = await maskline.messages.post(
        text.conversation_id,
        { body: text.body },
        { idempotencyKey: text.key },
      );
      list?.put(message);
      setPending(without);
    } catch (failure) {
      if (!isMasklineError(failure)) throw failure;
      setPending((all) =>
        all.map((other) => other.key === text.key ? { ...other, error: failure } : other)
      );
    }
  }, [maskline, list]);

  const send = useCallback(async (body: string) => {
    if (conversationId === null) {
      throw new Error("Send a message: choose a conversation");
    }
    const key = crypto.randomUUID();
    await post({ key, conversation_id: conversationId, body, error: null });
  }, [post, conversationId]);

  const mine = pending.filter((text) => text.conversation_id === conversationId);
  const retry = async (key: string) => {
    const text = mine.find((text) => text.key === key && text.error !== null);
    if (text) await post(text);
  };
  const discard = useCallback(
    (key: string) => setPending((all) => all.filter((text) => text.key !== key)),
    [],
  );
  const messages = useMemo(() => data ? data.items.toReversed() : [], [data]);

  return {
    messages,
    /** Texts of this component that are not among the messages yet. */
    pending: mine,
    error,
    loading,
    hasOlder: typeof data?.older === "string",
    loadOlder: useCallback(async () => await list?.loadOlder(), [list]),
    refresh: useCallback(async () => await list?.refresh(), [list]),
    /** Never rejects: what failed stays in `pending`, with its error. */
    send,
    retry,
    discard,
  };
}
