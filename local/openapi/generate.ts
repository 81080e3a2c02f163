import { createDocument } from "./create_document.ts";
import { DOCUMENT_FILE } from "./document_file.ts";

// `deno task openapi`: the schemas and descriptions of the functions become docs/openapi.json.
await Deno.writeTextFile(DOCUMENT_FILE, `${JSON.stringify(createDocument(), null, 1)}\n`);
