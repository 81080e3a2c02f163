import { denoFolder } from "../../local/functions/deno_folder.ts";
import { cacheFunctions } from "../../local/functions/cache_functions.ts";
import { startFunctionProcess } from "../../local/functions/start_function_process.ts";
import { fileURLToPath } from "node:url";
import { createTestTokens } from "../../supabase/functions/_shared/auth/test_tokens.ts";
import { signForm } from "../../supabase/tests/support/sign_form.ts";
import { textWebhooks } from "../load/text_webhooks.ts";
import { figure } from "../report/figure.ts";
import { ratio } from "../report/ratio.ts";
import type { BenchOptions, Section } from "../report/section.ts";
import { bundle } from "../setup/bundle.ts";
import {
  benchCarrier,
  benchSettings,
  SECRET_KEY,
  VOICE_URL,
  WEBHOOK_URL,
} from "../setup/function_settings.ts";
import { startBenchDatabase } from "../setup/start_bench_database.ts";
import { startCarrierSink } from "../setup/start_carrier_sink.ts";

const CONFIG = fileURLToPath(new URL("../../deno.json", import.meta.url));
const BUNDLE_LIMIT = 5_000_000;

/** What was found worth knowing the price of. */
const LIBRARIES = [
  ...["postgres", "zod", "hono", "jose"],
  ...["libphonenumber-js/min", "standardwebhooks"],
  ...[
    "twilio/lib/webhooks/webhooks.js",
    "twilio/lib/rest/Twilio.js",
    "npm:@supabase/server@1.8.1/core",
    "npm:hono@4.13.19/tiny",
  ],
];

type Case = { entry: URL; path: string; request: () => RequestInit };

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

  const own = (path: string) =>
    new URL(`../../supabase/functions/${path}/index.ts`, import.meta.url);
  const service = { apikey: SECRET_KEY, "content-type": "application/json" };
  const functions: Record<string, Case> = {
    "sms-webhook": {
      entry: own("sms-webhook"),
      path: "/sms-webhook",
      request: () => {
        const [webhook] = textWebhooks({ ...carrier, url: WEBHOOK_URL }, [
          { from: "+14155550101", to: "+14155550110" },
        ], 1);
        const headers = webhook!.headers.trim().split("\r\n").map((line) => line.split(": "));
        return { method: "POST", headers: headers as [string, string][], body: webhook!.body };
      },
    },
    "send-sms": {
      entry: own("send-sms"),
      path: "/send-sms",
      request: () => ({ method: "POST", headers: service, body: '{"action":"health"}' }),
    },
    masking: {
      entry: own("masking"),
      path: "/masking/conversations",
      request: () => ({ headers: service }),
    },
    "phone-numbers": {
      entry: own("phone-numbers"),
      path: "/phone-numbers",
      request: () => ({ headers: { authorization: `Bearer ${jwt}` } }),
    },
    "voice-webhook": {
      entry: own("voice-webhook"),
      path: "/voice-webhook",
      request: () => {
        const { body, signature } = signForm(carrier.authToken, VOICE_URL, [
          ["CallSid", `CA${crypto.randomUUID().replaceAll("-", "")}`],
          ["From", "+14155550101"],
          ["To", "+14155550110"],
          ["CallStatus", "ringing"],
        ]);
        return {
          method: "POST",
          headers: {
            "content-type": "application/x-www-form-urlencoded",
            "x-twilio-signature": signature,
          },
          body,
        };
      },
    },
    "expire-conversations": {
      entry: own("expire-conversations"),
      path: "/expire-conversations",
      request: () => ({ method: "POST", headers: service }),
    },
  };
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
  for (const name of Object.keys(cases)) {
    figures[name] = figure(times(name), "ms");
    figures[`${name} memory`] = figure(measured[name]!.map(({ megabytes }) => megabytes), "MB");
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
      "Wall time from the start of the process to the end of its first answer; memory is its resident set then.",
    ],
  };
}

async function residentMegabytes(pid: number): Promise<number> {
  const status = await Deno.readTextFile(`/proc/${pid}/status`);
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
}
