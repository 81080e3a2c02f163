// @ts-types="@types/react"
import { useCallback, useMemo, useReducer } from "react";
import type { PhoneNumber } from "../api.gen.ts";
import { createLiveQuery } from "../live/live_query.ts";
import { isMasklineError } from "../maskline_error.ts";
import { useMaskline } from "./maskline_provider.ts";
import { useLive } from "./use_live.ts";
import { nextVerification, NO_VERIFICATION, type VerificationEvent } from "./verification.ts";

/**
 * The user's own numbers, and the way to prove one: `link` texts a code (`code_sent`), `verify` takes it back. What fails on that way
 * is `verification.error`; `unlink` rejects with a `MasklineError`.
 */
export function useVerifiedNumber() {
  const maskline = useMaskline();
  const query = useMemo(
    () =>
      createLiveQuery<PhoneNumber[]>({
        changes: maskline.changes,
        pollSeconds: maskline.pollSeconds,
        load: (_known, signal) => maskline.phoneNumbers.list({ signal }),
        affects: (change) => change.kind === "phone_numbers",
      }),
    [maskline],
  );
  const { data, error, loading, identity } = useLive(query);
  const [last, dispatch] = useReducer(nextVerification, NO_VERIFICATION);
  const verification = last.identity === identity ? last : NO_VERIFICATION;

  const attempt = async (step: () => Promise<VerificationEvent>) => {
    try {
      dispatch(await step());
    } catch (failure) {
      if (!isMasklineError(failure)) throw failure;
      dispatch({ type: "failed", error: failure });
    }
    await query.refresh();
  };

  const link = (phone: string) => {
    dispatch({ type: "request", phone, identity });
    return attempt(async () => {
      const requested = await maskline.phoneNumbers.link(phone);
      return { type: "sent", phone: requested.phone, codeExpiresAt: requested.code_expires_at };
    });
  };

  const verify = (code: string, options: { moveConversations?: boolean } = {}) => {
    const { phone } = verification;
    if (phone === null) throw new Error("Verify a number: link it first");
    const move_conversations = options.moveConversations ?? false;
    dispatch({ type: "check" });
    return attempt(async () => {
      await maskline.phoneNumbers.verify({ phone, code, move_conversations });
      return { type: "reset" };
    });
  };

  const unlink = useCallback(async (id: string) => {
    await maskline.phoneNumbers.unlink(id);
    await query.refresh();
  }, [maskline, query]);

  const verified = (data ?? []).filter((number) => number.verified_at !== null)
    .sort((a, b) => Date.parse(b.verified_at!) - Date.parse(a.verified_at!));
  return {
    /** The one that stands for the user in new conversations. */
    number: verified[0] ?? null,
    /** All that are linked, proved or not. */
    numbers: data ?? [],
    error,
    loading,
    verification,
    link,
    verify,
    unlink,
    cancel: useCallback(() => dispatch({ type: "reset" }), []),
    refresh: query.refresh,
  };
}
