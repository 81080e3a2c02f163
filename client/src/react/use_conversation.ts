// @ts-types="@types/react"
import { useCallback, useMemo } from "react";
import type { Conversation, ConversationChanges } from "../api.gen.ts";
import { createLiveQuery } from "../live/live_query.ts";
import { useMaskline } from "./maskline_provider.ts";
import { useLive } from "./use_live.ts";

/** One conversation, kept up to date; null: none is chosen. `update` and `close` reject with a `MasklineError`. */
export function useConversation(id: string | null) {
  const maskline = useMaskline();
  const query = useMemo(
    () =>
      id === null ? null : createLiveQuery<Conversation>({
        changes: maskline.changes,
        pollSeconds: maskline.pollSeconds,
        load: (_known, signal) => maskline.conversations.get(id, { signal }),
        affects: (change) => change.conversation_id === id && change.kind !== "calls",
      }),
    [maskline, id],
  );
  const { data, error, loading } = useLive(query);

  const update = useCallback(async (changes: ConversationChanges) => {
    if (id === null || !query) throw new Error("Change a conversation: choose one");
    return await query.change(
      () => maskline.conversations.update(id, changes),
      (_known, conversation) => conversation,
    );
  }, [maskline, query, id]);
  const close = useCallback(() => update({ status: "closed" }), [update]);
  const refresh = useCallback(async () => await query?.refresh(), [query]);

  return { conversation: data ?? null, error, loading, refresh, update, close };
}
