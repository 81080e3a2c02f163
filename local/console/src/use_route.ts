import { useSyncExternalStore } from "react";

export type Route = "live" | "admin";

/** The part of the console that the address names behind its "#/". */
export function useRoute(): Route {
  return useSyncExternalStore(
    (changed) => {
      addEventListener("hashchange", changed);
      return () => removeEventListener("hashchange", changed);
    },
    () => location.hash.startsWith("#/admin") ? "admin" : "live",
  );
}
