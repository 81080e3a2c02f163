/** What is needed of an OpenAPI document. */
export type Document = {
  openapi: string;
  info: unknown;
  tags: { name: string }[];
  paths: Record<string, Record<string, { tags?: string[] }>>;
  components: { schemas: Record<string, unknown>; responses: unknown };
};

/** What an app has no business with: these are for carriers, Supabase Auth and cron. */
const NOT_FOR_APPS = /^\/(sms-webhook|voice-webhook|expire-conversations|send-sms\/auth-hook)\b/;

/** Names of schemas that apps send or get, by file: of failures, then by the first tag that has use for one. */
export function schemaFiles({ tags, paths, components }: Document): Map<string, string[]> {
  const operations = Object.entries(paths).filter(([path]) => !NOT_FOR_APPS.test(path))
    .flatMap(([, methods]) => Object.values(methods));
  const parts: [string, unknown][] = [
    ["failures", components.responses],
    ...tags.map(({ name }): [string, unknown] => [
      name.toLowerCase().replaceAll(/\W/g, "_"),
      operations.filter((operation) => operation.tags?.includes(name)),
    ]),
  ];
  const placed = new Set<string>();
  const files = new Map<string, string[]>();
  for (const [file, part] of parts) {
    const used = schemasOf(part, components.schemas);
    const names = Object.keys(components.schemas).filter((name) =>
      used.has(name) && !placed.has(name)
    );
    for (const name of names) placed.add(name);
    if (names.length > 0) files.set(file, names);
  }
  return files;
}

/** The schemas that `part` refers to, and what these refer to. */
function schemasOf(part: unknown, schemas: Record<string, unknown>): Set<string> {
  const named = new Set<string>();
  const waiting = [part];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    for (const [, name] of JSON.stringify(value).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (named.has(name!)) continue;
      named.add(name!);
      waiting.push(schemas[name!]);
    }
  }
  return named;
}
