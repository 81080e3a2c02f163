/**
 * What a check has found about one thing: it is as it should be; it is not there; it is not as it should be; or it could not be looked
 * at, because something was not given.
 */
export type Finding = {
  state: "ok" | "missing" | "wrong" | "skipped";
  what: string;
  /** What to do about it. */
  todo?: string;
};

export const ok = (what: string): Finding => ({ state: "ok", what });
export const missing = (what: string, todo: string): Finding => ({ state: "missing", what, todo });
export const wrong = (what: string, todo: string): Finding => ({ state: "wrong", what, todo });
export const skipped = (what: string, todo: string): Finding => ({ state: "skipped", what, todo });
