import { DOCUMENT_FILE } from "../openapi/document_file.ts";
import { apiTypes, CLIENT_SOURCES } from "./api_types.ts";

// `deno task gen:client`: the schemas of the OpenAPI document become the types of the client package.
const files = await apiTypes(DOCUMENT_FILE);
await Deno.remove(new URL("api/", CLIENT_SOURCES), { recursive: true });
await Deno.mkdir(new URL("api/", CLIENT_SOURCES));
for (const [file, source] of Object.entries(files)) {
  await Deno.writeTextFile(new URL(file, CLIENT_SOURCES), source);
}
