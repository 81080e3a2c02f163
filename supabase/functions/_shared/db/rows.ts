import type { Rows } from "./rows.gen.ts";

/** A row as `to_jsonb` gives it: times are RFC 3339 text. Generated from the migrations by `deno task gen:types`. */
export type Row<Table extends keyof Rows> = Rows[Table];
