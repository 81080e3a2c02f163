import { denoFolder } from "../../local/functions/deno_folder.ts";
import { cacheFunctions } from "../../local/functions/cache_functions.ts";
import { startFunctionProcess } from "../../local/functions/start_function_process.ts";
import { fileURLToPath } from "node:url";
import { createTestTokens } from "../../supabase/functions/_shared/auth/test_tokens.ts";
import { figure } from "../report/figure.ts";
import { ratio } from "../report/ratio.ts";
import type { BenchOptions, Section } from "../report/section.ts";
import { bundle } from "../setup/bundle.ts";
import { type Case, functionCases } from "../setup/function_cases.ts";
import { benchCarrier, benchSettings } from "../setup/function_settings.ts";
import { readImportGraph } from "../setup/import_graph.ts";
import { startBenchDatabase } from "../setup/start_bench_database.ts";
import { startCarrierSink } from "../setup/start_carrier_sink.ts";

const CONFIG = fileURLToPath(new URL("../../deno.json", import.meta.url));
const BUNDLE_LIMIT = 5_000_000;

/** What was found worth knowing the price of. */
const LIBRARIES = [
  ...["postgres", "zod", "hono", "npm:hono@4.13.19/tiny", "jose"],
  ...["libphonenumber-js/min", "standardwebhooks", "@supabase/storage-js"],
  "twilio/lib/webhooks/webhooks.js",
  "twilio/lib/twiml/VoiceResponse.js",
  "twilio/lib/rest/Twilio.js",
  "npm:@supabase/server@1.8.1/core",
];

/** From the start of a process to its first answer: each function, an empty one, and one that makes one round trip to Postgres. */
export async function cold({ runs, log }: BenchOptions): Promise<Section> {
  await using parts = new AsyncDisposableStack();
  const database = await startBenchDatabase();
  parts.defer(database.stop);
  const sink = startCarrierSink();
  parts.defer(sink.stop);
  const folder = await Deno.makeTempDir({ prefix: "maskline-bench-" });
  parts.defer(() => Deno.remove(folder, { recursive: true }));
  const carrier = benchCarrier();
  const tokens = await createTestTokens();
  const jwt = await tokens.sign();
  const settings = benchSettings(database.functionsUrl, sink.url, carrier, {
    SUPABASE_JWKS: JSON.stringify({ keys: [tokens.jwk] }),
  });

  const functions = functionCases(carrier, jwt);
  const cases: Record<string, Case> = {
    empty: {
      entry: new URL("../servers/empty.ts", import.meta.url),
      path: "/",
      request: () => ({}),
    },
    floor_cold: {
      entry: new URL("../servers/floor_sql.ts", import.meta.url),
      path: "/",
      request: () => ({ method: "POST", body: "" }),
    },
    ...functions,
  };

  const figures: Section["figures"] = {};
  const ratios: Section["ratios"] = {};
  for (const [name, one] of Object.entries(cases)) {
    log(`cold: bundling ${name}`);
    const { url, bytes } = await bundle(one.entry, folder, name);
    cases[`${name} bundled`] = { ...one, entry: url };
    figures[`${name} bundle`] = figure([bytes], "bytes");
    if (name in functions) {
      const { atStart, inAll } = await readImportGraph(one.entry.href);
      figures[`${name} modules at its start`] = figure([atStart.files.length], "files");
      figures[`${name} source at its start`] = figure([atStart.bytes], "bytes");
      figures[`${name} packages at its start`] = figure([atStart.packages.length], "packages");
      figures[`${name} modules in all`] = figure([inAll.files.length], "files");
      figures[`${name} source in all`] = figure([inAll.bytes], "bytes");
      ratios[`${name} bundle / 5 MB`] = ratio([bytes], [BUNDLE_LIMIT], { atMost: 1 });
    }
  }
  for (const library of LIBRARIES) {
    const file = `${folder}/import_${library.replaceAll(/\W/g, "_")}.ts`;
    await Deno.writeTextFile(
      file,
      `import * as library from ${JSON.stringify(library)};\n` +
        `export default { fetch: () => new Response(String(Object.keys(library).length)) };\n`,
    );
    cases[`import ${library}`] = {
      entry: new URL(`file://${file}`),
      path: "/",
      request: () => ({}),
    };
  }

  await cacheFunctions(Object.values(cases).map(({ entry }) => entry.href), CONFIG, log);
  const denoDir = await denoFolder();
  const start = async ({ entry, path, request }: Case) => {
    const started = performance.now();
    const server = startFunctionProcess({
      entry: entry.href,
      settings,
      config: CONFIG,
      denoDir,
      log: () => {},
    });
    try {
      const response = await fetch(`${await server.listening}${path}`, request());
      await response.body?.cancel();
      const milliseconds = performance.now() - started;
      if (!response.ok) throw new Error(`Start ${entry}: ${response.status}`);
      return { milliseconds, megabytes: await residentMegabytes(server.pid) };
    } finally {
      await server.end();
    }
  };

  const measured: Record<string, Awaited<ReturnType<typeof start>>[]> = {};
  for (let run = 0; run <= runs; run++) {
    log(run === 0 ? "cold: warming up" : `cold: run ${run} of ${runs}`);
    for (const [name, one] of Object.entries(cases)) {
      const result = await start(one);
      if (run > 0) (measured[name] ??= []).push(result);
    }
  }

  const times = (name: string) => measured[name]!.map(({ milliseconds }) => milliseconds);
  const memory = (name: string) => measured[name]!.map(({ megabytes }) => megabytes);
  const above = (values: number[], beside: number[]) =>
    values.map((one, run) => one - beside[run]!);
  for (const name of Object.keys(cases)) {
    figures[name] = figure(times(name), "ms");
    figures[`${name} memory`] = figure(memory(name), "MB");
  }
  for (const name of LIBRARIES.map((library) => `import ${library}`)) {
    figures[`${name} above empty`] = figure(above(times(name), times("empty")), "ms");
    figures[`${name} memory above empty`] = figure(above(memory(name), memory("empty")), "MB");
  }
  for (const name of Object.keys(functions)) {
    ratios[`${name} / floor_cold`] = ratio(times(name), times("floor_cold"), { atMost: 2 });
    ratios[`${name} bundled / floor_cold bundled`] = ratio(
      times(`${name} bundled`),
      times("floor_cold bundled"),
      { atMost: 2 },
    );
  }
  return {
    title: "Cold start",
    figures,
    ratios,
    notes: [
      "Modules are our own files; at its start: without what import() loads later. Packages are in the bundle, whose size is given.",
      "Wall time from the start of the process to the end of its first answer; memory is its resident set then.",
    ],
  };
}

async function residentMegabytes(pid: number): Promise<number> {
  const status = await Deno.readTextFile(`/proc/${pid}/status`);
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
}
