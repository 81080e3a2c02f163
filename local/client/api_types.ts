/** It prints with version 5 of the TypeScript compiler, which npx installs with it. */
const PACKAGE = "openapi-typescript@7.13.0";

/** Where the generated types live. */
export const API_TYPES_FILE = new URL("../../client/src/api.gen.ts", import.meta.url);

type Document = {
  openapi: string;
  info: unknown;
  paths: Record<string, unknown>;
  components: { schemas: Record<string, unknown> };
};

/** What an app has no business with: these are for carriers, Supabase Auth and cron. */
const NOT_FOR_APPS = /^\/(sms-webhook|voice-webhook|expire-conversations|send-sms\/auth-hook)\b/;

/** TypeScript of the schemas that an app sends and gets, as the OpenAPI document at `url` has them. */
export async function apiTypes(url: URL): Promise<string> {
  const { openapi, info, paths, components } = JSON.parse(await Deno.readTextFile(url)) as Document;
  const ofApps = Object.entries(paths).filter(([path]) => !NOT_FOR_APPS.test(path));
  const named = schemasOf([ofApps, components], components.schemas);
  const schemas = Object.fromEntries(
    Object.entries(components.schemas).filter(([name]) => named.has(name)),
  );
  // As it is generated it names itself where TypeScript does not allow that.
  if ("Json" in schemas) schemas.Json = { description: "Any JSON." };
  const types = await generate({ openapi, info, paths: {}, components: { schemas } });
  const kept = types.replace(/^\/\*\*[\s\S]*?\*\/\n/, "")
    .replaceAll(/^export type (paths|webhooks|operations|\$defs) = .*\n/gm, "")
    .replaceAll(/^ {4}(\w+): never;\n/gm, "");
  const source = `// Generated from docs/openapi.json by "deno task gen:client".\n\n${kept}`;
  const format = (text: string) =>
    run(Deno.execPath(), ["fmt", "--ext", "ts", "--line-width", "100", "-"], text);
  // Of a long union in an array it makes once more something else.
  return await format(await format(source));
}

/** The schemas that something refers to, and what these refer to. */
function schemasOf(
  [paths, components]: [unknown, Record<string, unknown>],
  schemas: Record<string, unknown>,
): Set<string> {
  const named = new Set<string>();
  const { schemas: _, ...shared } = components;
  const waiting: unknown[] = [paths, shared];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    for (const [, name] of JSON.stringify(value).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (named.has(name!)) continue;
      named.add(name!);
      waiting.push(schemas[name!]);
    }
  }
  return named;
}

async function generate(document: Document): Promise<string> {
  const folder = await Deno.makeTempDir({ prefix: "maskline-" });
  try {
    await Deno.writeTextFile(`${folder}/openapi.json`, JSON.stringify(document));
    const options = ["--export-type", "--root-types", "--root-types-no-schema-prefix"];
    const lenient = "--default-non-nullable=false";
    const output = `--output=${folder}/types.ts`;
    await run("npx", ["-y", PACKAGE, `${folder}/openapi.json`, ...options, lenient, output]);
    return await Deno.readTextFile(`${folder}/types.ts`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function run(program: string, args: string[], input = ""): Promise<string> {
  const child = new Deno.Command(program, {
    args,
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(input));
  await writer.close();
  const { success, stdout, stderr } = await child.output();
  if (success) return new TextDecoder().decode(stdout);
  throw new Error(`Generate the client's types: ${new TextDecoder().decode(stderr)}`);
}
