import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { fakeDeps } from "../../supabase/functions/_shared/fake_deps.ts";
import { ERRORS } from "../../supabase/functions/_shared/errors.ts";
import type { Routes } from "../../supabase/functions/_shared/http/app.ts";
import { routes as expireConversations } from "../../supabase/functions/expire-conversations/handler.ts";
import { routes as masking } from "../../supabase/functions/masking/handler.ts";
import { routes as phoneNumbers } from "../../supabase/functions/phone-numbers/handler.ts";
import { routes as sendSms } from "../../supabase/functions/send-sms/handler.ts";
import { ROUTES as SMS_WEBHOOK } from "../../supabase/functions/sms-webhook/handler.ts";
import { ROUTES as VOICE_WEBHOOK } from "../../supabase/functions/voice-webhook/handler.ts";
import { findFunctions } from "../functions/find_functions.ts";
import { createContract } from "./contract.ts";
import { createDocument } from "./create_document.ts";
import { requestSchemas } from "./describe_members.ts";
import { DOMAINS } from "./described_operations.ts";
import { DOCUMENT_FILE } from "./document_file.ts";
import type { JsonSchema } from "./json_schemas.ts";
import { lintDocument } from "./lint_document.ts";

/** Files that only describe. */
const DESCRIBES = /\/(openapi|openapi\/\w+|answer_schema|problem_schema)\.ts$/;

const FUNCTIONS = fileURLToPath(new URL("../../supabase/functions/", import.meta.url));

Deno.test("docs/openapi.json is what the schemas and descriptions give: run deno task openapi", async () => {
  assert.deepEqual(
    JSON.parse(await Deno.readTextFile(DOCUMENT_FILE)),
    JSON.parse(JSON.stringify(createDocument())),
  );
});

Deno.test("docs/openapi.json passes Redocly's strict rules", async () => {
  const { success, output } = await lintDocument(DOCUMENT_FILE);
  assert.ok(success, output);
});

Deno.test("the document describes every route that a function answers, and no other", async () => {
  const { deps } = await fakeDeps();
  const tables: Record<string, Routes | Record<string, unknown>> = {
    "expire-conversations": expireConversations(deps),
    masking: masking(deps),
    "phone-numbers": phoneNumbers(deps),
    "send-sms": sendSms(deps),
    "sms-webhook": posted(SMS_WEBHOOK),
    "voice-webhook": { ...posted(VOICE_WEBHOOK), "/voicemail": { GET: true } },
  };
  const found = await findFunctions(FUNCTIONS);
  assert.deepEqual(Object.keys(tables), Object.keys(found));
  const answered = Object.entries(tables).flatMap(([name, table]) => routesOf(name, table));
  const described = DOMAINS.flatMap(({ functionName, operations }) =>
    routesOf(functionName, operations)
  );
  assert.deepEqual(described.toSorted(), answered.toSorted());
});

Deno.test("no function loads a description, or a schema of its answers", async () => {
  for (const index of Object.values(await findFunctions(FUNCTIONS))) {
    const { stdout } = await new Deno.Command(Deno.execPath(), {
      args: ["info", "--json", index],
      stderr: "null",
    }).output();
    const { modules } = JSON.parse(new TextDecoder().decode(stdout)) as {
      modules: { specifier: string }[];
    };
    const loaded = modules.map(({ specifier }) => specifier);
    assert.ok(loaded.length > 10 && loaded.includes(index));
    assert.deepEqual(loaded.filter((url) => DESCRIBES.test(url)), []);
  }
});

Deno.test("every example of the document is what its schema says", () => {
  const document = createDocument();
  const problems = examplesOf(document);
  const contract = createContract(document);
  for (const operation of contract.promised) {
    const [body] = Object.values(operation.requestBody?.content ?? {});
    for (const { value } of Object.values(body?.examples ?? {})) {
      assert.deepEqual(contract.validateRequest(operation, value), [], operation.operationId);
    }
    for (const [status, { content = {} }] of Object.entries(operation.responses)) {
      for (const [type, { examples = {} }] of Object.entries(content)) {
        for (const [name, example] of Object.entries(examples)) {
          const answer = {
            status: Number(status),
            type,
            body: example.value ?? problems[name]!.value,
          };
          assert.deepEqual(
            contract.validateAnswer(operation, answer),
            [],
            `${operation.operationId} ${name}`,
          );
        }
      }
    }
  }
});

Deno.test("every code has an example, and every code but two a route", () => {
  const { promised } = createContract(createDocument());
  const given = new Set(
    promised.flatMap(({ responses }) =>
      Object.values(responses).flatMap(({ content }) =>
        Object.keys(content?.["application/problem+json"]?.examples ?? {})
      )
    ),
  );
  const codes = Object.keys(ERRORS);
  assert.deepEqual(Object.keys(examplesOf(createDocument())), codes);
  assert.deepEqual(codes.filter((code) => !given.has(code)), ["not_found", "method_not_allowed"]);
});

Deno.test("every member of a request says what it means", () => {
  const document = createDocument();
  const { schemas } = document.components as { schemas: Record<string, JsonSchema> };
  const names = requestSchemas(document.paths as Record<string, JsonSchema>, schemas);
  assert.ok(names.has("NewConversation") && names.has("Person") && !names.has("Conversation"));
  const silent = [...names].flatMap((name) => silentMembers(schemas[name]!, name));
  assert.deepEqual(silent, []);
});

function silentMembers(schema: JsonSchema, path: string): string[] {
  const inside = [schema.anyOf ?? [], schema.oneOf ?? [], schema.items ?? []]
    .flat() as JsonSchema[];
  return [
    ...inside.flatMap((one) => silentMembers(one, path)),
    ...Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>).flatMap((
      [name, member],
    ) => [
      ...(member.description ? [] : [`${path}.${name}`]),
      ...silentMembers(member, `${path}.${name}`),
    ]),
  ];
}

function examplesOf(document: JsonSchema): Record<string, { value: unknown }> {
  return (document.components as { examples: Record<string, { value: unknown }> }).examples;
}

/** Webhooks' tables are by path alone: all are posted. */
function posted(table: Record<string, unknown>) {
  return Object.fromEntries(Object.keys(table).map((path) => [path, { POST: true }]));
}

function routesOf(functionName: string, table: Record<string, unknown>): string[] {
  return Object.entries(table).flatMap(([path, methods]) =>
    Object.keys(methods as object).map((method) => `${method} /${functionName}${path}`)
  );
}
