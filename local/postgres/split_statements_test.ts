import assert from "node:assert/strict";
import { splitStatements } from "./split_statements.ts";

Deno.test("splitStatements() keeps comments with the statement that follows them, and drops what is empty", () => {
  assert.deepEqual(splitStatements("-- a; b\nselect 1; -- c; d\n\nselect 2\n;;\n"), [
    "-- a; b\nselect 1",
    "-- c; d\n\nselect 2",
  ]);
  assert.deepEqual(splitStatements("-- nothing else\n"), ["-- nothing else"]);
  assert.deepEqual(splitStatements("  \n"), []);
});

Deno.test("splitStatements() finds no end inside strings, names and comments", () => {
  for (
    const statement of [
      "select 'it''s; here'",
      String.raw`select E'it\'s; here', '\'`,
      'select 1 as "a;""b"',
      "/* a; /* b; */ c; */ select 1",
      "do $$ begin perform ';'; end $$",
      "do $tag$ begin perform $$;$$; end; $tag$",
      "select a$b$, c$b$ from d",
    ]
  ) assert.deepEqual(splitStatements(`${statement};\nselect 2;`), [statement, "select 2"]);
});

Deno.test("splitStatements() keeps the body of a begin atomic function whole", () => {
  const body = "create function f() returns int language sql begin atomic " +
    "select case when true then 1 end; select 2; end";
  assert.deepEqual(splitStatements(`${body};\nbegin;\ncommit;`), [body, "begin", "commit"]);
});
