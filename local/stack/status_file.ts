import type { JWK } from "jose";
import { dirname } from "node:path";

/** What a running stack tells those who use it. */
export type Status = {
  api_url: string;
  /** A superuser's. */
  db_url: string;
  simulator_url: string;
  /** Empty when there is no console. */
  console_url: string;
  publishable_key: string;
  secret_key: string;
  twilio_account_sid: string;
  twilio_auth_token: string;
  /** Signs tokens of anybody, for tests. */
  jwt_private_jwk: JWK;
  users: { id: string; email: string; password: string; phone: string }[];
  pool: string[];
  pid: number;
};

/** Writes the file in one step, for its owner's eyes only: it holds keys and passwords. */
export async function writeStatus(file: string, status: Status): Promise<void> {
  await Deno.mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${status.pid}`;
  await Deno.writeTextFile(draft, `${JSON.stringify(status, null, 2)}\n`, {
    mode: 0o600,
    createNew: true,
  });
  await Deno.rename(draft, file);
}

/** The status of the stack that runs now; undefined when there is none, or its process has ended without removing the file. */
export async function readStatus(file: string): Promise<Status | undefined> {
  const status = await readFile(file);
  return status && processLives(status.pid) ? status : undefined;
}

/** Removes the file if it is still this process' own: another stack may have written it since. */
export async function removeStatus(file: string, pid: number): Promise<void> {
  if ((await readFile(file))?.pid === pid) await Deno.remove(file);
}

async function readFile(file: string): Promise<Status | undefined> {
  try {
    return JSON.parse(await Deno.readTextFile(file));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function processLives(pid: number): boolean {
  try {
    // SIGCONT does nothing to a process that runs.
    Deno.kill(pid, "SIGCONT");
    return true;
  } catch (error) {
    return error instanceof Deno.errors.PermissionDenied;
  }
}
