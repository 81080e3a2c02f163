import { flagsIn, readTasks, wrongTask } from "./tasks.ts";
import { readDocument, ROOT } from "./read_document.ts";

/**
 * What `npx` is to the shell blocks of the documents: it looks at the arguments as Deno and the Supabase CLI would, runs what can be run
 * here, and ends with 64 and a sentence when a command, a flag or a path does not exist.
 */

/** These run against the stack that the environment names, and end. The others have tests of their own. */
const RUN = ["deploy:check", "keys:rotate", "leak:report", "pool:sync"];
/** With `--help` they look at their other arguments first. */
const LOOK_AT = ["bench"];

const args = Deno.args.filter((arg) => arg !== "-y");
const [program = "", ...rest] = args;
if (program.startsWith("deno@")) await deno(program, rest);
else if (/^supabase(@|$)/.test(program)) await supabase(rest);
else fail(`the documents have no business with npx ${program}`);

async function deno(program: string, [command, name = "", ...rest]: string[]): Promise<void> {
  const { text } = await readDocument(".ci/run");
  if (!text.includes(`npx -y ${program} `)) fail(`.ci/run uses another Deno than ${program}`);
  if (command !== "task") fail(`nothing looks at deno ${command}`);
  const tasks = await readTasks();
  const problem = wrongTask(tasks, name, rest.join(" "));
  if (problem) fail(problem);
  if (name === "test") {
    for (const path of rest) {
      await Deno.stat(`${ROOT}${path}`).catch(() => fail(`there is no ${path}`));
    }
  }
  const script = tasks.get(name)!.script;
  if (RUN.includes(name)) await run(Deno.execPath(), "run", "-A", script!, ...rest);
  if (LOOK_AT.includes(name)) await run(Deno.execPath(), "run", "-A", script!, ...rest, "--help");
}

/** Its own help, of version 3, says which commands and flags there are: what follows needs a hosted project. */
async function supabase(args: string[]): Promise<void> {
  const firstFlag = args.findIndex((arg) => arg.startsWith("-"));
  const words = firstFlag < 0 ? args : args.slice(0, firstFlag);
  const help = await helpOf(words);
  const [, command = "", takes = ""] = /^USAGE\n {2}supabase ((?:[a-z-]+ ?)*)(.*)$/m.exec(help) ??
    [];
  const path = command.trim() === "" ? [] : command.trim().split(" ");
  const values = words.slice(path.length);
  const isCommand = path.length > 0 && path.every((word, index) => word === words[index]);
  if (!isCommand || takes.includes("<subcommand>")) {
    fail(`the Supabase CLI has no command ${words.join(" ")}`);
  }
  if (values.length > 0 && !/<(?!flags)/.test(takes)) {
    fail(`supabase ${path.join(" ")} takes no ${values.join(" ")}`);
  }
  for (const flag of flagsIn(args.join(" "))) {
    if (!new RegExp(`^ {2}${flag}\\b`, "m").test(help)) {
      fail(`supabase ${path.join(" ")} has no ${flag}`);
    }
  }
}

/** The CLI takes its time to start: what it said once is kept beside the commands. */
async function helpOf(words: string[]): Promise<string> {
  const file = `${Deno.env.get("HELP_FOLDER")}/help of ${words.join(" ").replaceAll("/", " ")}`;
  const kept = await Deno.readTextFile(file).catch(() => undefined);
  if (kept !== undefined) return kept;
  const { stdout } = await new Deno.Command(Deno.env.get("REAL_NPX")!, {
    args: ["-y", "supabase@3.1.0", ...words, "--help"],
    env: { SUPABASE_TELEMETRY_DISABLED: "1" },
    stderr: "null",
  }).output();
  const help = new TextDecoder().decode(stdout);
  await Deno.writeTextFile(file, help);
  return help;
}

async function run(command: string, ...args: string[]): Promise<never> {
  const { code } = await new Deno.Command(command, { args, stdin: "null" }).spawn().status;
  Deno.exit(code);
}

function fail(sentence: string): never {
  // deno-lint-ignore no-console
  console.error(sentence);
  Deno.exit(64);
}
