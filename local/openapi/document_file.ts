/** Where the document is kept; `deno task openapi` writes it. */
export const DOCUMENT_FILE = new URL("../../docs/openapi.json", import.meta.url);
