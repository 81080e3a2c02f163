import assert from "node:assert/strict";
import { DOCUMENT_FILE } from "../openapi/document_file.ts";
import { apiTypes, CLIENT_SOURCES } from "./api_types.ts";

Deno.test("The client's types are what the OpenAPI document gives: run deno task gen:client", async () => {
  const files = ["api.gen.ts"];
  for await (const { name } of Deno.readDir(new URL("api/", CLIENT_SOURCES))) {
    files.push(`api/${name}`);
  }
  const kept = await Promise.all(
    files.map(async (file) =>
      [file, await Deno.readTextFile(new URL(file, CLIENT_SOURCES))] as const
    ),
  );
  assert.deepEqual(Object.fromEntries(kept), await apiTypes(DOCUMENT_FILE));
});
