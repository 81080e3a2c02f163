import { readDocument, ROOT } from "./read_document.ts";

/** A task of deno.json. `script`: what it runs, where that is one script; `flags`: those that its description names. */
export type Task = { script: string | undefined; flags: Set<string> };

/** The flags of a command line, without their values. */
export const flagsIn = (text: string): string[] =>
  [...text.matchAll(/(?<![\w-])--[a-z][a-z-]*/g)].map(([flag]) => flag);

/** The tasks of deno.json, by name. */
export async function readTasks(): Promise<Map<string, Task>> {
  const { tasks } = JSON.parse((await readDocument("deno.json")).text) as {
    tasks: Record<string, string | { command: string; description?: string }>;
  };
  return new Map(
    Object.entries(tasks).map(([name, task]) => {
      const { command, description = "" } = typeof task === "string" ? { command: task } : task;
      const script = /^deno run (?:-A )?(\S+\.ts)$/.exec(command)?.[1];
      return [name, {
        script: script === undefined ? undefined : `${ROOT}${script}`,
        flags: new Set(flagsIn(description)),
      }];
    }),
  );
}

/** What is wrong with `task <name> <rest>`; undefined when the task is there and takes the flags. */
export function wrongTask(
  tasks: Map<string, Task>,
  name: string,
  rest: string,
): string | undefined {
  const task = tasks.get(name);
  if (!task) return `deno.json has no task ${name}`;
  const unknown = flagsIn(rest).filter((flag) => !task.flags.has(flag) && flag !== "--help");
  return unknown.length === 0
    ? undefined
    : `the description of task ${name} in deno.json names no ${unknown.join(", ")}`;
}
