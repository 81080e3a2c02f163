import assert from "node:assert/strict";
import { isLauncher } from "./is_launcher.ts";

Deno.test("isLauncher() knows what npx puts between the terminal and a task", () => {
  for (
    const command of [
      "npm exec deno@2.9.6 task start",
      "sh -c 'deno' task start",
      "/bin/sh -c deno task start --data kept",
      "deno task start",
      "/usr/local/bin/deno task demo",
      "node /home/ana/.npm/_npx/1/node_modules/deno/bin.cjs task start",
      "node /home/ana/.npm/_npx/1/node_modules/.bin/deno task start",
    ]
  ) assert(isLauncher(command), command);
});

Deno.test("isLauncher() leaves shells and scripts of somebody's own alone", () => {
  for (
    const command of [
      "bash",
      "-bash",
      "sh -c npx -y deno@2.9.6 task start & sleep 5",
      "bash -c npx -y deno@2.9.6 task start > log; exit",
      "bash start_everything.sh",
      "deno run -A local/start.ts",
      "tmux new-session deno task start",
      "node server.js",
    ]
  ) assert(!isLauncher(command), command);
});
