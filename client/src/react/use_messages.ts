// @ts-types="@types/react"
import { useCallback, useMemo } from "react";
import type { Message } from "../api.gen.ts";
import { createLiveList } from "../live/live_list.ts";
import { useMaskline } from "./maskline_provider.ts";
import { useLive } from "./use_live.ts";
import { usePendingMessages } from "./use_pending_messages.ts";

/**
 * The messages of a conversation, oldest first, kept up to date; null: none is chosen. `send` never rejects: what failed stays in
 * `pending`, with its error.
 */
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
          const page = await maskline.messages.list(conversationId, { limit, cursor }, { signal });
          return { items: page.messages, next_cursor: page.next_cursor };
        },
        affects: (change) =>
          change.kind === "messages" && change.conversation_id === conversationId,
      }),
    [maskline, conversationId, limit],
  );
  const { data, error, loading, identity } = useLive(list);
  const { pending, send, retry, discard } = usePendingMessages(list, conversationId, identity);

  return {
    messages: useMemo(() => data ? data.items.toReversed() : [], [data]),
    pending,
    error,
    loading,
    hasOlder: typeof data?.older === "string",
    loadOlder: useCallback(async () => await list?.loadOlder(), [list]),
    refresh: useCallback(async () => await list?.refresh(), [list]),
    send,
    retry,
    discard,
  };
}
