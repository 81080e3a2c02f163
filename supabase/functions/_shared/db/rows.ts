import type { Database } from "./database.gen.ts";

type Tables = Database["public"]["Tables"];

/** A row as `to_jsonb` gives it: times are RFC 3339 text. Generated from the migrations by `deno task gen:types`. */
export type Row<Table extends keyof Tables> = Tables[Table]["Row"];
