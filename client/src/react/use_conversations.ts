// @ts-types="@types/react"
import { useCallback, useMemo } from "react";
import type { Conversation, NewConversation } from "../api.gen.ts";
import type { CallOptions } from "../create_call.ts";
import { createLiveList } from "../live/live_list.ts";
import { useMaskline } from "./maskline_provider.ts";
import { useLive } from "./use_live.ts";

/** The user's conversations, newest first, kept up to date. `create` rejects with a `MasklineError`. */
export function useConversations(
  { status, limit = 20 }: { status?: Conversation["status"]; limit?: number } = {},
) {
  const maskline = useMaskline();
  const list = useMemo(
    () =>
      createLiveList<Conversation>({
        changes: maskline.changes,
        pollSeconds: maskline.pollSeconds,
        loadPage: async (cursor, signal) => {
          const query = { limit, cursor, ...(status === undefined ? {} : { status }) };
          const page = await maskline.conversations.list(query, { signal });
          return { items: page.conversations, next_cursor: page.next_cursor };
        },
        affects: (change) => change.kind === "conversations",
      }),
    [maskline, status, limit],
  );
  const { data, error, loading } = useLive(list);

  const create = useCallback((input: NewConversation, options?: CallOptions) => {
    const request = () => maskline.conversations.create(input, options);
    return status === "closed" ? request() : list.put(request);
  }, [maskline, list, status]);

  return {
    conversations: data?.items ?? [],
    error,
    loading,
    hasMore: typeof data?.older === "string",
    loadMore: list.loadOlder,
    refresh: list.refresh,
    create,
  };
}
