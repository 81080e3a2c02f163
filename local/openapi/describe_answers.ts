import { type ErrorCode, ERRORS } from "../../supabase/functions/_shared/errors.ts";
import type { Operation } from "../../supabase/functions/_shared/openapi/operation.ts";
import { failuresOf } from "./failures.ts";
import { type JsonSchema, jsonSchema } from "./json_schemas.ts";

const header = (name: string) => ({ [name]: { $ref: `#/components/headers/${name}` } });
const LIMIT_HEADERS = {
  ...header("RateLimit-Limit"),
  ...header("RateLimit-Remaining"),
  ...header("RateLimit-Reset"),
};

type Response = {
  description: string;
  headers: Record<string, unknown>;
  content?: Record<string, JsonSchema>;
};

/** The `responses` of an operation: its answers with their examples, and its failures by status. */
export function describeAnswers(operation: Operation): Record<string, JsonSchema> {
  const responses: Record<string, Partial<Response> & { $ref?: string }> = {};
  for (const [status, answer] of Object.entries(operation.answers)) {
    responses[status] = {
      description: answer.description,
      headers: {
        ...header("X-Request-Id"),
        ...(operation.limited && Number(status) < 300 ? LIMIT_HEADERS : {}),
        ...Object.assign({}, ...(answer.headers ?? []).map(header)),
      },
      ...(answer.schema || answer.type
        ? {
          content: {
            [answer.type ?? "application/json"]: {
              ...(answer.schema ? { schema: jsonSchema(answer.schema) } : {}),
              ...examplesOf(operation, Number(status)),
            },
          },
        }
        : {}),
    };
  }
  for (const [status, codes] of Map.groupBy(failuresOf(operation), (code) => ERRORS[code].status)) {
    const failure = describeFailure(codes);
    const answered = responses[status];
    responses[status] = answered
      ? {
        description: `${answered.description}\n\n${failure.description}`,
        headers: { ...answered.headers, ...failure.headers },
        content: { ...answered.content, ...failure.content },
      }
      : codes.length === 1
      ? { $ref: `#/components/responses/${codes[0]}` }
      : failure;
  }
  return responses;
}

/** A failure with one of these codes, which have the same status. */
export function describeFailure(codes: ErrorCode[]): Response {
  const { status } = ERRORS[codes[0]!];
  return {
    description: codes.map((code) => `\`${code}\`: ${ERRORS[code].title}`).join("\n\n"),
    headers: {
      ...header("X-Request-Id"),
      ...(status === 429 ? LIMIT_HEADERS : {}),
      ...(status === 429 || status === 503 ? header("Retry-After") : {}),
      ...(status === 401 ? header("WWW-Authenticate") : {}),
    },
    content: {
      "application/problem+json": {
        schema: {
          allOf: [
            { $ref: "#/components/schemas/Problem" },
            { properties: { code: { enum: codes } }, required: ["code"] },
          ],
        },
        examples: Object.fromEntries(
          codes.map((code) => [code, { $ref: `#/components/examples/${code}` }]),
        ),
      },
    },
  };
}

/** The status of an example's answer: the operation's first in its own order, not that of the numbers, unless it says. */
export function statusOf(operation: Operation, name: string): number {
  const first = Object.keys(operation.answers).map(Number).filter((status) => status < 400);
  return operation.examples[name]!.status ?? Math.max(...first);
}

function examplesOf(operation: Operation, status: number) {
  const examples = Object.entries(operation.examples).filter(([name, { answer }]) =>
    answer !== undefined && statusOf(operation, name) === status
  );
  return examples.length === 0 ? {} : {
    examples: Object.fromEntries(
      examples.map(([name, { summary, answer }]) => [
        name,
        { ...(summary ? { summary } : {}), value: answer },
      ]),
    ),
  };
}
