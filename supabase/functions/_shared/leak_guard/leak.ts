/** A way to reach somebody past the app, and where in a text it stands. */
export type Leak = { kind: "phone" | "email" | "handle" | "link"; start: number; end: number };
