import { type ErrorCode, ERRORS } from "../../supabase/functions/_shared/errors.ts";
import { describeFailure } from "./describe_answers.ts";
import { describeMembers, requestSchemas } from "./describe_members.ts";
import { describeOperation } from "./describe_operation.ts";
import { describeWebhooks } from "./describe_webhooks.ts";
import { DOMAINS } from "./described_operations.ts";
import { exampleProblem } from "./example_problem.ts";
import { componentSchemas, type JsonSchema } from "./json_schemas.ts";

const apiKey = (name: string, description: string) => ({
  type: "apiKey",
  in: "header",
  name,
  description,
});
const header = (type: string, description: string) => ({ description, schema: { type } });

/** The OpenAPI 3.1 document of all functions, made from the schemas by which they read and the descriptions beside them. */
export function createDocument(): JsonSchema {
  const paths: Record<string, JsonSchema> = {};
  for (const { tag, functionName, operations } of DOMAINS) {
    for (const [path, methods] of Object.entries(operations)) {
      const fullPath = `/${functionName}${path.replaceAll(/:(\w+)/g, "{$1}")}`;
      for (const [method, operation] of Object.entries(methods)) {
        (paths[fullPath] ??= {})[method.toLowerCase()] = describeOperation(operation, tag);
      }
    }
  }
  const schemas = componentSchemas();
  for (const name of requestSchemas(paths, schemas)) {
    schemas[name] = describeMembers(schemas[name]!, name);
  }
  return {
    openapi: "3.1.1",
    info: {
      title: "Maskline",
      version: "1",
      summary: "Texts and calls between people who do not see each other's numbers.",
      description:
        "JSON in snake_case, times in RFC 3339. A success is the bare resource, a failure a " +
        "problem document with a `code`. What the routes do is explained in docs/api.md, the codes " +
        "in docs/errors.md.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [
      {
        url: "https://{ref}.supabase.co/functions/v1",
        description: "Hosted Supabase",
        variables: {
          ref: { default: "project-ref", description: "The project's reference" },
        },
      },
      { url: "http://127.0.0.1:54321/functions/v1", description: "The local stack" },
    ],
    tags: DOMAINS.map(({ tag: name, description }) => ({ name, description })),
    paths,
    webhooks: describeWebhooks(),
    components: {
      securitySchemes: {
        userToken: {
          type: "http",
          scheme: "bearer",
          bearerFormat: "JWT",
          description: "The access token of a signed-in user; supabase-js sends it by itself.",
        },
        secretKey: apiKey("apikey", "One of the project's secret keys, `sb_secret_…`."),
        hookSignature: apiKey("webhook-signature", "Standard Webhooks, under SMS_HOOK_SECRET."),
        eventSignature: apiKey(
          "webhook-signature",
          "Standard Webhooks, under EVENTS_WEBHOOK_SECRET.",
        ),
        policySignature: apiKey(
          "webhook-signature",
          "Standard Webhooks, under POLICY_WEBHOOK_SECRET.",
        ),
        strangersSignature: apiKey(
          "webhook-signature",
          "Standard Webhooks, under STRANGERS_WEBHOOK_SECRET.",
        ),
        twilioSignature: apiKey("X-Twilio-Signature", "Twilio's, of the URL and the body."),
        plivoSignature: apiKey("X-Plivo-Signature-V2", "Plivo's, of the URL and the nonce."),
      },
      parameters: {
        "Idempotency-Key": {
          name: "Idempotency-Key",
          in: "header",
          description:
            "The same caller, path, key and body within a day get what the first request made.",
          schema: { type: "string", minLength: 1, maxLength: 255 },
          example: "ride-4711",
        },
      },
      headers: {
        "X-Request-Id": {
          description: "The caller's own if it was a UUID, else a new one; it is in the log.",
          schema: { type: "string", format: "uuid" },
        },
        "RateLimit-Limit": header("integer", "Of the tightest limit, for callers under one."),
        "RateLimit-Remaining": header("integer", "What is left of it."),
        "RateLimit-Reset": header("integer", "Seconds until it starts anew."),
        "Retry-After": header("integer", "Seconds to wait, where waiting helps."),
        "WWW-Authenticate": header("string", "`Bearer`."),
        "Location": header("string", "The URL of what was made, or is to be followed."),
      },
      examples: Object.fromEntries(
        (Object.keys(ERRORS) as ErrorCode[]).map((code) => [
          code,
          { summary: ERRORS[code].title, value: exampleProblem(code) },
        ]),
      ),
      responses: Object.fromEntries(
        (Object.keys(ERRORS) as ErrorCode[]).map((code) => [code, describeFailure([code])]),
      ),
      schemas,
    },
  };
}
