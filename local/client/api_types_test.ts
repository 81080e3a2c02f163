import assert from "node:assert/strict";
import { DOCUMENT_FILE } from "../openapi/document_file.ts";
import { API_TYPES_FILE, apiTypes } from "./api_types.ts";

Deno.test("client/src/api.gen.ts is what the OpenAPI document gives: run deno task gen:client", async () => {
  assert.equal(await Deno.readTextFile(API_TYPES_FILE), await apiTypes(DOCUMENT_FILE));
});
