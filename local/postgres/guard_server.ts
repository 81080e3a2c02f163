import { endChild } from "../process/end_child.ts";
import { postgresUser } from "./unprivileged.ts";

// The server removes its postmaster.pid last. Asking for the process instead would find it where nobody reaps the orphans.
const SCRIPT = `
while read -r line; do :; done
kill -INT "$1" 2>/dev/null
[ -n "$2" ] || exit 0
tries=0
while [ -e "$2/data/postmaster.pid" ] && [ "$tries" -lt 30 ]; do tries=$((tries + 1)); sleep 1; done
rm -rf -- "$2"
`;

/**
 * A shell that waits for our end, however it comes: its input then closes, and it stops the server and removes the throw-away data.
 * Answers how to dismiss it once the server has been stopped.
 */
export function guardServer(pid: number, throwAway: string | undefined): () => Promise<void> {
  const guard = new Deno.Command("/bin/sh", {
    args: ["-c", SCRIPT, "guard", String(pid), throwAway ?? ""],
    ...postgresUser(),
    cwd: "/",
    detached: true,
    stdin: "piped",
    stdout: "null",
    stderr: "null",
  }).spawn();
  return async () => {
    await endChild(guard, []);
    await guard.stdin.close().catch(() => {});
  };
}
