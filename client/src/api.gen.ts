// Generated from docs/openapi.json by "deno task gen:client".

export type * from "./api/calls.gen.ts";
export type * from "./api/clients.gen.ts";
export type * from "./api/conversations.gen.ts";
export type * from "./api/events.gen.ts";
export type * from "./api/failures.gen.ts";
export type * from "./api/held_messages.gen.ts";
export type * from "./api/messages.gen.ts";
export type * from "./api/opt_outs.gen.ts";
export type * from "./api/participants.gen.ts";
export type * from "./api/people.gen.ts";
export type * from "./api/phone_numbers.gen.ts";
export type * from "./api/pool.gen.ts";
export type * from "./api/purchases.gen.ts";
export type * from "./api/texts.gen.ts";
export type * from "./api/upkeep.gen.ts";
