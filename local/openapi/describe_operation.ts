import type {
  CallerKind,
  Example,
  Operation,
} from "../../supabase/functions/_shared/openapi/operation.ts";
import { describeAnswers } from "./describe_answers.ts";
import { memberDescription } from "./describe_members.ts";
import { type JsonSchema, jsonSchema } from "./json_schemas.ts";

/** What each caller shows; each is enough by itself. */
const SECURITY: Record<CallerKind, Record<string, never[]>> = {
  anybody: {},
  user: { userToken: [] },
  service: { secretKey: [] },
  auth_hook: { hookSignature: [] },
  twilio: { twilioSignature: [] },
  plivo: { plivoSignature: [] },
};

/** Headers that belong to what a caller shows. */
const SIGNED_HEADERS: Partial<Record<CallerKind, string[]>> = {
  auth_hook: ["webhook-id", "webhook-timestamp"],
  plivo: ["x-plivo-signature-v2-nonce"],
};

/** One operation of the document. */
export function describeOperation(operation: Operation, tag: string): JsonSchema {
  const parameters = describeParameters(operation);
  const { body, bodyType = "application/json", examples } = operation;
  return {
    operationId: operation.id,
    summary: operation.summary,
    ...(operation.description ? { description: operation.description } : {}),
    tags: [tag],
    security: operation.callers.map((caller) => SECURITY[caller]),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body
      ? {
        requestBody: {
          required: true,
          content: {
            [bodyType]: {
              schema: jsonSchema(body),
              examples: named(examples, ({ body }) => body),
            },
          },
        },
      }
      : {}),
    responses: describeAnswers(operation),
  };
}

function describeParameters(
  { id, params = {}, query, callers, idempotent, examples }: Operation,
): JsonSchema[] {
  const inPath = Object.entries(params).map(([name, schema]) => ({
    name,
    in: "path",
    required: true,
    schema: jsonSchema(schema),
    example: Object.values(examples)[0]!.params?.[name],
  }));
  const asked = query ? jsonSchema(query) : {};
  const inQuery = Object.entries((asked.properties ?? {}) as Record<string, JsonSchema>)
    .map(([name, schema]) => ({
      name,
      in: "query",
      ...memberDescription(id, name),
      required: ((asked.required ?? []) as string[]).includes(name),
      schema,
      ...atLeastOne(named(examples, (example) => typed(schema, example.query?.[name]))),
    }));
  const inHeaders = callers.flatMap((caller) => SIGNED_HEADERS[caller] ?? []).map((name) => ({
    name,
    in: "header",
    required: true,
    schema: { type: "string" },
  }));
  return [
    ...inPath,
    ...inQuery,
    ...inHeaders,
    ...(idempotent ? [{ $ref: "#/components/parameters/Idempotency-Key" }] : []),
  ];
}

/** Examples by name, those that have a value. */
function named(
  examples: Record<string, Example>,
  choose: (example: Example) => unknown,
): Record<string, { summary?: string; value: unknown }> {
  return Object.fromEntries(
    Object.entries(examples).map(([name, example]) =>
      [name, {
        ...(example.summary ? { summary: example.summary } : {}),
        value: choose(example),
      }] as const
    ).filter(([, { value }]) => value !== undefined),
  );
}

function atLeastOne(examples: Record<string, unknown>) {
  return Object.keys(examples).length === 0 ? {} : { examples };
}

/** A query's text as the value that its schema means. */
function typed(schema: JsonSchema, text: string | undefined): unknown {
  return text !== undefined && schema.type === "integer" ? Number(text) : text;
}
