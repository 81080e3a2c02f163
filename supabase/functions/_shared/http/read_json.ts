import type * as z from "zod";
import { AppError } from "../errors.ts";
import { parseInput } from "./parse_input.ts";
import { readBody } from "./read_body.ts";

const MAX_DEPTH = 16;

/** The JSON body, parsed by `schema`. Throws `unsupported_media_type`, `body_too_large`, `invalid_json` or `validation_failed`. */
export async function readJson<T extends z.ZodType>(
  request: Request,
  schema: T,
): Promise<z.output<T>> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(type)) {
    throw new AppError(
      "unsupported_media_type",
      "Read the body: its content-type must be application/json",
    );
  }
  return parseInput(schema, parseJson(await readBody(request)));
}

/** JSON that Postgres can hold: no NUL, no half of a surrogate pair, and not nested without end. */
export function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new AppError("invalid_json", "Read the body: it must be valid JSON");
  }
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) {
      throw new AppError("invalid_json", `Read the body: it is nested deeper than ${MAX_DEPTH}`);
    }
    level = level.flatMap((item) => {
      if (typeof item === "string" && (item.includes("\0") || !item.isWellFormed())) {
        throw new AppError(
          "invalid_json",
          "Read the body: a string holds a NUL or half a surrogate pair",
        );
      }
      return item !== null && typeof item === "object"
        ? [...Object.keys(item), ...Object.values(item)]
        : [];
    });
  }
  return value;
}
