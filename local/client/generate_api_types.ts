import { DOCUMENT_FILE } from "../openapi/document_file.ts";
import { API_TYPES_FILE, apiTypes } from "./api_types.ts";

// `deno task gen:client`: the schemas of the OpenAPI document become the types of the client package.
await Deno.writeTextFile(API_TYPES_FILE, await apiTypes(DOCUMENT_FILE));
