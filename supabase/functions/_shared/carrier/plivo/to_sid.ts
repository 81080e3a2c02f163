const PREFIX = "plivo:";

/** The id under which we know a text of Plivo's, as `providerOf` reads it. */
export function toSid(uuid: string): string {
  return PREFIX + uuid;
}

/** Plivo's own id again. */
export function toUuid(sid: string): string {
  return sid.slice(PREFIX.length);
}
