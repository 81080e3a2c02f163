import * as z from "zod";
import { NAMED_SCHEMAS } from "./named_schemas.ts";

export type JsonSchema = Record<string, unknown>;

const registry = z.registry<{ id: string }>();
for (const [id, schema] of Object.entries(NAMED_SCHEMAS)) registry.add(schema, { id });

const options = {
  io: "input",
  uri: (id: string) => `#/components/schemas/${id}`,
  override: ({ jsonSchema }: { jsonSchema: JsonSchema }) => {
    // A format says it in one word, and keys of JSON are strings anyway.
    if ("format" in jsonSchema) delete jsonSchema.pattern;
    delete jsonSchema.propertyNames;
  },
} as const;

/** All named schemas as JSON Schema 2020-12, which refer to each other by name. */
export function componentSchemas(): Record<string, JsonSchema> {
  const { schemas } = z.toJSONSchema(registry, options);
  return Object.fromEntries(
    Object.entries(schemas).map(([id, schema]) => [id, withoutIds(schema as JsonSchema)]),
  );
}

/** A schema where it is used: by its name, if it has one. */
export function jsonSchema(schema: z.ZodType): JsonSchema {
  const id = registry.get(schema)?.id;
  return id === undefined
    ? withoutIds(z.toJSONSchema(schema, options) as JsonSchema)
    : { $ref: options.uri(id) };
}

function withoutIds({ $schema: _, $id: __, ...schema }: JsonSchema): JsonSchema {
  return schema;
}
