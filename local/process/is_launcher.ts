/**
 * Whether a command line is that of npx, of the shell that npx runs, or of `deno task`. One with more than one command in it is a
 * script of somebody's own, whose end means nothing.
 */
export function isLauncher(command: string): boolean {
  if (/[;&|\n]/.test(command)) return false;
  const [, program = "", rest = ""] = /^(?:\S*\/)?(\S+)\s+(.*)$/.exec(command) ?? [];
  if (program === "deno") return /^task\b/.test(rest);
  if (!["npm", "npx", "node", "sh", "bash", "dash"].includes(program)) return false;
  return /\bdeno\b\S*\s+task\b/.test(rest) || /\bdeno\b.*\bbin\.cjs\s+task\b/.test(rest);
}
