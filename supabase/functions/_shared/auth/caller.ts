/** Who calls: a signed-in user, or the app's backend with a secret key. */
export type Caller = { kind: "user"; userId: string } | { kind: "service"; keyName: string };

/** The seat through which the database lets a caller see things: a user's own, null for the service, which sees all. */
export function viewerId(caller: Caller): string | null {
  return caller.kind === "user" ? caller.userId : null;
}

/** Tells callers apart in keys of limits and requests. */
export function callerKey(caller: Caller): string {
  return caller.kind === "user" ? `user:${caller.userId}` : `service:${caller.keyName}`;
}
