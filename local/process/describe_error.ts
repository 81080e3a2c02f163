/** What went wrong first: stopping what had been started may have failed as well. */
export function describeError(error: unknown): string {
  if (error instanceof SuppressedError) return describeError(error.suppressed);
  return error instanceof Error ? error.message : String(error);
}
