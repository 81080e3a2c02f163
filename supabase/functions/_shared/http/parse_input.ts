import type * as z from "zod";
import { AppError } from "../errors.ts";

/** Parses what came from outside; throws `validation_failed` with one entry for each invalid value. */
export function parseInput<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new AppError("validation_failed", "Validate the request: see errors for what to change", {
    errors: result.error.issues.slice(0, 20).map((issue) => ({
      path: issue.path.join("."),
      message: issue.message,
    })),
  });
}
