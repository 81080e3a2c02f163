import type { Block } from "./find_blocks.ts";

/** What is done with the blocks of each language, and where. */
const RUNNERS = {
  sh:
    "shell_test.ts: run by bash, against a local stack and with commands that look at their arguments",
  output: "shell_test.ts: compared with what the shell block before it printed",
  sql: "sql_test.ts: run in a database with all the migrations",
  ts: "types_test.ts: type-checked, and run where it stands alone",
  tsx: "types_test.ts: type-checked",
  js: "e2e/policy_hook_snippet_test.ts: run as the policy hook of a local stack",
  json: "blocks_test.ts: parsed; the contract test replays those of the API",
  mermaid: "blocks_test.ts: read line by line",
  text: "blocks_test.ts: pictures in letters, with numbers of the reserved range only",
} as const;

/** By whom a block is run; undefined for one that nobody would look at. */
export function runnerOf({ language }: Pick<Block, "language">): string | undefined {
  return Object.hasOwn(RUNNERS, language) ? RUNNERS[language as keyof typeof RUNNERS] : undefined;
}

/** Blocks of these languages. */
export function isOf(...languages: (keyof typeof RUNNERS)[]): (block: Block) => boolean {
  return ({ language }) => (languages as string[]).includes(language);
}
