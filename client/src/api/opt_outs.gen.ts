// Generated from docs/openapi.json by "deno task gen:client".

/** @description Somebody said STOP; it tells nobody's number. */
export type OptOut = {
  /** Format: uuid */
  id: string;
  /** Format: date-time */
  opted_out_at: string;
  /** @enum {string} */
  source: "keyword" | "carrier" | "api";
};

/** @description Opt-outs, newest first. */
export type OptOutPage = {
  opt_outs: OptOut[];
  /** @description The cursor of the next page; null on the last one. */
  next_cursor: string | null;
};

/** @description How many people have opted out, in all and within the last seven days. */
export type OptOutCounts = {
  total: number;
  last_week: number;
  by_source: {
    keyword: number;
    carrier: number;
    api: number;
  };
};

/** @description Whether a number has opted out, since when and how. */
export type OptOutLookup = {
  opted_out: boolean;
  id: string | null;
  opted_out_at: string | null;
  source: ("keyword" | "carrier" | "api") | null;
};

export type OptOutQuestion = {
  /** @description As people write it; without a country code the default countries are tried. */
  phone: string;
};
