import type { Sql } from "./connect.ts";

/** One statement that the code under test ran; `text` has `?` where `values` go. */
export type SqlCall = { text: string; values: unknown[] };

/** For tests: a `sql` tag that answers each statement with the rows, or the error, that `answer` gives, and remembers them all. */
export function fakeSql(answer: (call: SqlCall) => object[] | Error = () => []) {
  const calls: SqlCall[] = [];
  const run = (text: string, values: unknown[]) => {
    const call = { text: text.replace(/\s+/g, " ").trim(), values };
    calls.push(call);
    const answered = answer(call);
    return answered instanceof Error ? Promise.reject(answered) : Promise.resolve(answered);
  };
  const tag = (texts: TemplateStringsArray, ...values: unknown[]) => run(texts.join("?"), values);
  const sql = Object.assign(tag, {
    json: (value: unknown) => value,
    unsafe: (text: string) => run(text, []),
  }) as unknown as Sql;
  return { sql, calls };
}
