import { fileURLToPath } from "node:url";

/** The path of a file in the checkout's `.local`, which Git leaves alone. */
export function localFile(name: string): string {
  return fileURLToPath(new URL(`../../.local/${name}`, import.meta.url));
}
