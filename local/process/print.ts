const encoder = new TextEncoder();

/** Writes a line to the terminal; one that has been closed is no reason to stop what is under way. */
export function print(line = ""): void {
  write(Deno.stdout, line);
}

/** The same for errors. */
export function printError(line: string): void {
  write(Deno.stderr, line);
}

function write(terminal: { writeSync(bytes: Uint8Array): number }, line: string): void {
  let bytes = encoder.encode(`${line}\n`);
  try {
    while (bytes.length > 0) bytes = bytes.subarray(terminal.writeSync(bytes));
  } catch {
    // Closed: nobody reads it.
  }
}
