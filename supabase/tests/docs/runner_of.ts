import type { Block } from "./find_blocks.ts";

/** What is done with the blocks of each language, and where. */
const RUNNERS = {
  sh:
    "shell_test.ts: run by bash, against a local stack and with commands that look at their arguments; in docs/api.md local/openapi/api_page_test.ts",
  output: "shell_test.ts: compared with what the shell block before it printed",
  sql: "sql_test.ts: run in a database with all the migrations",
  ts: "types_test.ts: type-checked, and run where it stands alone",
  tsx: "types_test.ts: type-checked",
  json:
    "blocks_test.ts: parsed; local/openapi/api_page_test.ts compares those of the API with what is promised",
  mermaid: "blocks_test.ts: read line by line",
  text: "blocks_test.ts: pictures in letters, with numbers of the reserved range only",
} as const;

/** Blocks that have a test of their own, which reads them out of the document. */
export const OWN_TESTS = [
  {
    path: "docs/operations.md",
    heading: "The policy hook",
    language: "js",
    test: "supabase/tests/e2e/policy_hook_snippet_test.ts",
  },
  {
    path: "docs/operations.md",
    heading: "Strangers",
    language: "js",
    test: "supabase/tests/e2e/strangers_snippet_test.ts",
  },
  {
    path: "examples/react/README.md",
    heading: "A React app on Maskline",
    language: "bash",
    test: "supabase/tests/browser/react_example_test.ts",
  },
];

/** By whom a block is run; undefined for one that nobody would look at. */
export function runnerOf(
  { path, headings, language }: Pick<Block, "path" | "headings" | "language">,
): string | undefined {
  if (Object.hasOwn(RUNNERS, language)) return RUNNERS[language as keyof typeof RUNNERS];
  return OWN_TESTS.find((own) =>
    own.path === path && own.language === language && headings.includes(own.heading)
  )?.test;
}

/** Blocks of these languages. */
export function isOf(...languages: (keyof typeof RUNNERS)[]): (block: Block) => boolean {
  return ({ language }) => (languages as string[]).includes(language);
}
