import { dirname } from "node:path";
import { randomText } from "../auth/random_text.ts";

/** The key of data that outlives one start: kept in a file for its owner's eyes only, made on first use. */
export async function keepEncryptionKey(file: string): Promise<string> {
  await Deno.mkdir(dirname(file), { recursive: true });
  try {
    await Deno.writeTextFile(file, `${randomText(48)}\n`, { mode: 0o600, createNew: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
  }
  return (await Deno.readTextFile(file)).trim();
}
