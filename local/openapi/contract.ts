import { Ajv2020 } from "ajv/dist/2020";
import addFormats from "ajv-formats";
import type { JsonSchema } from "./json_schemas.ts";

type Content = Record<
  string,
  { schema?: JsonSchema; examples?: Record<string, { value?: unknown }> }
>;
type Parameter = {
  name: string;
  in: string;
  required?: boolean;
  example?: unknown;
  examples?: Record<string, { value: unknown }>;
};

/** An operation of the document, with what its answers refer to put in. */
export type Promised = {
  method: string;
  path: string;
  operationId: string;
  security: Record<string, unknown>[];
  parameters?: Parameter[];
  requestBody?: { content: Content };
  responses: Record<string, { content?: Content }>;
};

/** An answer as it came: `body` is parsed where `type` is JSON. */
export type Answered = { status: number; type: string | null; body: unknown };

export type Contract = ReturnType<typeof createContract>;

/**
 * What an OpenAPI document promises, to hold requests and answers against. Stricter than the document: a member that it does not name
 * is wrong, since clients' types do not know it.
 */
export function createContract(document: JsonSchema) {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
  addFormats.default(ajv);
  ajv.addSchema(closed(document) as JsonSchema, "openapi.json");
  const shared = (document.components as { responses: Promised["responses"] }).responses;

  const promised = Object.entries(document.paths as Record<string, Record<string, Promised>>)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]): Promised => ({
        ...operation,
        method: method.toUpperCase(),
        path,
        responses: Object.fromEntries(
          Object.entries(operation.responses).map(([status, response]) => {
            const name = (response as { $ref?: string }).$ref?.split("/").at(-1);
            return [status, name === undefined ? response : shared[name]!];
          }),
        ),
      }))
    );

  const checks = new Map<JsonSchema, ReturnType<typeof ajv.compile>>();

  /** What is wrong with a value. */
  const validate = (schema: JsonSchema, value: unknown): string[] => {
    const check = checks.get(schema) ?? ajv.compile(absolute(schema) as JsonSchema);
    checks.set(schema, check);
    return check(value)
      ? []
      : (check.errors ?? []).map(({ instancePath, message, params }) =>
        `${instancePath || "/"} ${message} ${JSON.stringify(params)}`
      );
  };

  return {
    promised,

    /** The operation of a path as it was called; undefined when the document has none. */
    find: (method: string, path: string): Promised | undefined =>
      promised.filter((one) => one.method === method && matches(one.path, path))
        .toSorted((a, b) => a.path.split("{").length - b.path.split("{").length)[0],

    /** What is wrong with a value that should be a `components.schemas` of this name. */
    validateNamed: (name: string, value: unknown): string[] =>
      validate({ $ref: `#/components/schemas/${name}` }, value),

    validateRequest({ requestBody, operationId }: Promised, value: unknown): string[] {
      const [content] = Object.values(requestBody?.content ?? {});
      return content?.schema ? validate(content.schema, value) : [`${operationId} takes no body`];
    },

    validateAnswer({ responses, operationId }: Promised, answer: Answered): string[] {
      const response = responses[answer.status];
      if (!response) return [`${operationId} never answers ${answer.status}`];
      if (!response.content) {
        return answer.body === "" ? [] : [`${operationId} answers ${answer.status} without a body`];
      }
      const type = (answer.type ?? "").split(";")[0]!;
      const content = response.content[type];
      if (!content) {
        return [`${operationId} never answers ${answer.status} as ${type || "nothing"}`];
      }
      return content.schema ? validate(content.schema, answer.body) : [];
    },
  };
}

function matches(template: string, path: string): boolean {
  const [wanted, given] = [template, path].map((text) => text.split("/"));
  return wanted!.length === given!.length &&
    wanted!.every((part, index) => part.startsWith("{") || part === given![index]);
}

/** References of a part of the document lead into the document. */
function absolute(schema: unknown): unknown {
  return rewrite(
    schema,
    (object) =>
      typeof object.$ref === "string" && object.$ref.startsWith("#")
        ? { ...object, $ref: `openapi.json${object.$ref}` }
        : object,
  );
}

/** Objects that name their members take no others. */
function closed(schema: unknown): unknown {
  return rewrite(
    schema,
    (object) =>
      object.type === "object" && object.properties && !("additionalProperties" in object)
        ? { ...object, additionalProperties: false }
        : object,
  );
}

function rewrite(value: unknown, change: (object: JsonSchema) => JsonSchema): unknown {
  if (Array.isArray(value)) return value.map((item) => rewrite(item, change));
  if (value === null || typeof value !== "object") return value;
  return change(
    Object.fromEntries(Object.entries(value).map(([key, item]) => [key, rewrite(item, change)])),
  );
}
