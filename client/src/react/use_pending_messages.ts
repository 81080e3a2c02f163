// @ts-types="@types/react"
import { useCallback, useState } from "react";
import type { Message } from "../api.gen.ts";
import type { LiveList } from "../live/live_list.ts";
import { isMasklineError, type MasklineError } from "../maskline_error.ts";
import { useMaskline } from "./maskline_provider.ts";

/** A text that is being posted; with an `error` it was not, and can be tried again or discarded. */
export type PendingMessage = {
  key: string;
  conversation_id: string;
  body: string;
  error: MasklineError | null;
  /** Whose text it is: nobody else gets to see it on this page. */
  identity: string | null | undefined;
};

/** Texts of this component that are not among the messages yet. */
export function usePendingMessages(
  list: LiveList<Message> | null,
  conversationId: string | null,
  identity: string | null | undefined,
) {
  const maskline = useMaskline();
  const [all, setAll] = useState<PendingMessage[]>([]);
  const pending = all.filter((text) =>
    text.conversation_id === conversationId && text.identity === identity
  );

  const discard = useCallback(
    (key: string) => setAll((texts) => texts.filter((text) => text.key !== key)),
    [],
  );

  const post = async (text: PendingMessage) => {
    if (!list) return;
    discard(text.key);
    setAll((texts) => [...texts, { ...text, error: null }]);
    try {
      // The key stays that of the first try: a text whose answer was lost is not said twice.
      const options = { idempotencyKey: text.key };
      await list.put(() =>
        maskline.messages.post(text.conversation_id, { body: text.body }, options)
      );
      discard(text.key);
    } catch (error) {
      if (!isMasklineError(error)) throw error;
      setAll((texts) => texts.map((other) => other.key === text.key ? { ...other, error } : other));
    }
  };

  const send = async (body: string) => {
    if (conversationId === null) throw new Error("Send a message: choose a conversation");
    const key = crypto.randomUUID();
    await post({ key, conversation_id: conversationId, body, error: null, identity });
  };

  const retry = async (key: string) => {
    const text = pending.find((text) => text.key === key && text.error !== null);
    if (text) await post(text);
  };

  return { pending, send, retry, discard };
}
