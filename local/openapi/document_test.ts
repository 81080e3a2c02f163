import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { fakeDeps } from "../../supabase/functions/_shared/fake_deps.ts";
import type { Routes } from "../../supabase/functions/_shared/http/app.ts";
import { routes as expireConversations } from "../../supabase/functions/expire-conversations/handler.ts";
import { routes as masking } from "../../supabase/functions/masking/handler.ts";
import { routes as phoneNumbers } from "../../supabase/functions/phone-numbers/handler.ts";
import { routes as sendSms } from "../../supabase/functions/send-sms/handler.ts";
import { ROUTES as SMS_WEBHOOK } from "../../supabase/functions/sms-webhook/handler.ts";
import { ROUTES as VOICE_WEBHOOK } from "../../supabase/functions/voice-webhook/handler.ts";
import { findFunctions } from "../functions/find_functions.ts";
import { createDocument } from "./create_document.ts";
import { DOMAINS } from "./described_operations.ts";
import { DOCUMENT_FILE } from "./document_file.ts";
import { lintDocument } from "./lint_document.ts";

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
  const found = await findFunctions(
    fileURLToPath(new URL("../../supabase/functions/", import.meta.url)),
  );
  assert.deepEqual(Object.keys(tables), Object.keys(found));
  const answered = Object.entries(tables).flatMap(([name, table]) => routesOf(name, table));
  const described = DOMAINS.flatMap(({ functionName, operations }) =>
    routesOf(functionName, operations)
  );
  assert.deepEqual(described.toSorted(), answered.toSorted());
});

/** Webhooks' tables are by path alone: all are posted. */
function posted(table: Record<string, unknown>) {
  return Object.fromEntries(Object.keys(table).map((path) => [path, { POST: true }]));
}

function routesOf(functionName: string, table: Record<string, unknown>): string[] {
  return Object.entries(table).flatMap(([path, methods]) =>
    Object.keys(methods as object).map((method) => `${method} /${functionName}${path}`)
  );
}
