import { formatTypescript } from "../process/format_typescript.ts";
import { type Document, schemaFiles } from "./schema_files.ts";

/** It prints with version 5 of the TypeScript compiler, which npx installs with it. */
const PACKAGE = "openapi-typescript@7.13.0";

/** The folder of the client's sources, below which the generated files are. */
export const CLIENT_SOURCES = new URL("../../client/src/", import.meta.url);

/** A schema as it is printed: its description, its name, its type. */
const SCHEMA = /^ {8}(\/\*\*(?:(?!\*\/)[^])*\*\/\n {8})?(\w+): ([^]*?);\n(?= {4}\}| {8}[\w/])/gm;
const REFERENCE = /components\["schemas"\]\["(\w+)"\]/g;

/**
 * TypeScript of the schemas that an app sends and gets, as the OpenAPI document at `url` has them, by
 * file below `CLIENT_SOURCES`: some in each file in `api`, and `api.gen.ts`, which exports all.
 */
export async function apiTypes(url: URL): Promise<Record<string, string>> {
  const document = JSON.parse(await Deno.readTextFile(url)) as Document;
  const files = schemaFiles(document);
  const fileOf = new Map(
    [...files].flatMap(([file, names]) => names.map((name) => [name, file] as const)),
  );
  const types = await typesOf(document, [...fileOf.keys()]);
  const sources = new Map([...files].map(([file, names]): [string, string[]] => {
    const body = names.map((name) => types.get(name)!).join("\n");
    const lines = [...importsOf(body, file, fileOf), "", body.replaceAll(REFERENCE, "$1")];
    return [`api/${file}.gen.ts`, lines];
  }));
  const exported = [...files.keys()].toSorted();
  sources.set("api.gen.ts", exported.map((file) => `export type * from "./api/${file}.gen.ts";`));
  return Object.fromEntries(
    await Promise.all([...sources].map(async ([file, lines]) => [file, await formatted(lines)])),
  );
}

/** Lines for what `body`, which is that of `file`, names of other files. */
function importsOf(body: string, file: string, fileOf: Map<string, string>): string[] {
  const names = new Set(body.matchAll(REFERENCE).map(([, name]) => name!));
  const used = Map.groupBy(names, (name) => fileOf.get(name)!);
  used.delete(file);
  return [...used].toSorted().map(([from, names]) =>
    `import type { ${names.toSorted().join(", ")} } from "./${from}.gen.ts";`
  );
}

async function formatted(lines: string[]): Promise<string> {
  const note = `// Generated from docs/openapi.json by "deno task gen:client".\n\n`;
  // Of a long union in an array it makes once more something else.
  return await formatTypescript(await formatTypescript(note + lines.join("\n")));
}

/** What each schema is in TypeScript, by its name. */
async function typesOf(
  { openapi, info, components }: Document,
  names: string[],
): Promise<Map<string, string>> {
  const schemas = Object.fromEntries(names.map((name) => [name, components.schemas[name]]));
  // As it is generated it names itself where TypeScript does not allow that.
  if ("Json" in schemas) schemas.Json = { description: "Any JSON." };
  const printed = await generate({ openapi, info, paths: {}, components: { schemas } });
  const types = new Map(
    printed.matchAll(SCHEMA).map(([, description = "", name, type]) =>
      [name!, `${description}export type ${name} = ${type};\n`] as const
    ),
  );
  const lost = names.filter((name) => !types.has(name));
  if (lost.length > 0) throw new Error(`Generate the client's types: nothing printed for ${lost}`);
  return types;
}

async function generate(document: unknown): Promise<string> {
  const folder = await Deno.makeTempDir({ prefix: "maskline-" });
  try {
    await Deno.writeTextFile(`${folder}/openapi.json`, JSON.stringify(document));
    const options = ["--export-type", "--default-non-nullable=false"];
    const { success, stderr } = await new Deno.Command("npx", {
      args: ["-y", PACKAGE, `${folder}/openapi.json`, ...options, `--output=${folder}/types.ts`],
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).output();
    if (success) return await Deno.readTextFile(`${folder}/types.ts`);
    throw new Error(`Generate the client's types: ${new TextDecoder().decode(stderr)}`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
