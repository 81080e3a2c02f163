/** Throws `<action>: port N is taken, set <setting> to a free one` when somebody listens there; 0 is always free. */
export function requireFreePort(action: string, port: number, setting: string): void {
  try {
    Deno.listen({ hostname: "127.0.0.1", port }).close();
  } catch (error) {
    if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    throw portTaken(action, port, setting, error);
  }
}

/** The error for a port that somebody else listens on. */
export function portTaken(action: string, port: number, setting: string, cause?: unknown): Error {
  return new Error(`${action}: port ${port} is taken, set ${setting} to a free one`, { cause });
}
