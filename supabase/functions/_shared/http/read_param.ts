import * as z from "zod";
import type { AppContext } from "./app.ts";
import { parseInput } from "./parse_input.ts";

/** One `{name}` of the path, parsed; throws `validation_failed`. */
export function readParam<T extends z.ZodType>(
  context: AppContext,
  name: string,
  schema: T,
): z.output<T> {
  return parseInput(z.object({ [name]: schema }), {
    [name]: context.req.param(name),
  })[name] as z.output<T>;
}
