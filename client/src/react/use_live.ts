// @ts-types="@types/react"
import { useCallback, useSyncExternalStore } from "react";
import type { LiveQuery, Snapshot } from "../live/live_query.ts";

const NOTHING: Snapshot<never> = {
  data: undefined,
  error: null,
  loading: false,
  identity: undefined,
};

/** Renders a live query; null: there is nothing to ask for yet. */
export function useLive<T>(query: LiveQuery<T> | null): Snapshot<T> {
  const subscribe = useCallback(
    (listener: () => void) => query?.subscribe(listener) ?? (() => {}),
    [query],
  );
  const getSnapshot = () => query?.getSnapshot() ?? NOTHING;
  return useSyncExternalStore(subscribe, getSnapshot, getSnapshot);
}
