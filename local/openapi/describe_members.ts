import type { JsonSchema } from "./json_schemas.ts";
import { MEMBER_DESCRIPTIONS } from "./member_descriptions.ts";

/** The same schema, of which each member that says nothing of itself is described. `path`: the names of the schema and of what is around. */
export function describeMembers(schema: JsonSchema, path: string): JsonSchema {
  if (Array.isArray(schema.anyOf)) {
    return { ...schema, anyOf: schema.anyOf.map((one) => describeMembers(one, path)) };
  }
  if (Array.isArray(schema.oneOf)) {
    return { ...schema, oneOf: schema.oneOf.map((one) => describeMembers(one, path)) };
  }
  if (schema.items) {
    return { ...schema, items: describeMembers(schema.items as JsonSchema, path) };
  }
  const members = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>);
  if (members.length === 0) return schema;
  return {
    ...schema,
    properties: Object.fromEntries(members.map(([name, member]) => {
      const inside = describeMembers(member, `${path}.${name}`);
      return [name, { ...memberDescription(path, name), ...inside }];
    })),
  };
}

/** As a schema or a parameter has it; nothing where nothing is known. */
export function memberDescription(path: string, name: string): { description?: string } {
  const description = MEMBER_DESCRIPTIONS[`${path}.${name}`] ?? MEMBER_DESCRIPTIONS[name];
  return description === undefined ? {} : { description };
}

/** Names of the schemas that requests are read by, those inside of others included. */
export function requestSchemas(
  paths: Record<string, JsonSchema>,
  schemas: Record<string, JsonSchema>,
): Set<string> {
  const names = new Set<string>();
  const bodies = Object.values(paths).flatMap((methods) => Object.values(methods))
    .flatMap((operation) => (operation as { requestBody?: JsonSchema }).requestBody ?? []);
  const waiting: unknown[] = (bodies as { content: JsonSchema }[]).map(({ content }) =>
    content["application/json"] ?? {}
  );
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    for (const [, name] of JSON.stringify(value).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (names.has(name!)) continue;
      names.add(name!);
      waiting.push(schemas[name!]);
    }
  }
  return names;
}
