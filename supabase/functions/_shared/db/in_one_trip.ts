import type { Sql } from "./connect.ts";

// A symbol: nothing that comes as JSON can be one.
const FRAGMENT = Symbol("fragment");

type Value = string | number | boolean | Date | object | null | Fragment;

/** A part of a statement, with its values quoted. */
export type Fragment = { readonly [FRAGMENT]: string };

/**
 * A tag as `sql`, for statements in which a network round trip counts: it costs one through any pooler. With parameters it would be
 * two, since postgres.js asks Postgres for their types unless it may prepare statements. So the values are quoted into the statement;
 * objects as JSON. Throws for what no text in Postgres can hold.
 */
export function inOneTrip(sql: Pick<Sql, "unsafe">) {
  return <Row extends object>(
    statement: TemplateStringsArray,
    ...values: Value[]
  ): Promise<Row[]> => sql.unsafe<Row[]>(quote(statement, values));
}

/** A tag as `inOneTrip`, for a part that goes into statements as it is. */
export function fragment(statement: TemplateStringsArray, ...values: Value[]): Fragment {
  return { [FRAGMENT]: quote(statement, values) };
}

function quote(statement: TemplateStringsArray, values: Value[]): string {
  return String.raw({ raw: statement }, ...values.map(literal));
}

/** As libpq's PQescapeLiteral: safe whatever `standard_conforming_strings` is. */
function literal(value: Value): string {
  if (value === null) return "null";
  if (typeof value === "object" && FRAGMENT in value) return value[FRAGMENT] as string;
  if (typeof value === "number" || typeof value === "boolean") return `'${value}'`;
  const text = value instanceof Date
    ? value.toISOString()
    : typeof value === "string"
    ? value
    : JSON.stringify(value);
  // It would end the statement on the wire.
  if (text.includes("\0")) {
    throw Object.assign(new Error("Quote a value: it holds a NUL"), { code: "22021" });
  }
  const quoted = text.replaceAll("'", "''");
  return quoted.includes("\\") ? ` E'${quoted.replaceAll("\\", "\\\\")}'` : `'${quoted}'`;
}
