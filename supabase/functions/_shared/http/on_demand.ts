import type { Handler } from "./app.ts";

/** A handler that is loaded when it is asked for: few copies of a function ever are, and all of them have to start. */
export function onDemand(load: () => Promise<Handler>): Handler {
  return async (context) => await (await load())(context);
}
