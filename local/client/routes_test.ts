import assert from "node:assert/strict";
import { createAdmin, createMaskline, type SupabaseLike } from "../../client/src/index.ts";
import { DOCUMENT_FILE } from "../openapi/document_file.ts";

/** What is not for apps: carriers, cron and Supabase Auth call these; a link, and a health check without credentials. */
const NOT_FOR_APPS =
  /^\/(sms-webhook|voice-webhook|expire-conversations|send-sms\/auth-hook|masking\/media)\b/;

Deno.test("the client has a method for every route that an app may call, and for no other", async () => {
  const { paths } = JSON.parse(await Deno.readTextFile(DOCUMENT_FILE)) as {
    paths: Record<string, Record<string, unknown>>;
  };
  const described = Object.entries(paths).filter(([path]) => !NOT_FOR_APPS.test(path))
    .flatMap(([path, operations]) =>
      Object.keys(operations).filter((method) => /^(get|post|patch|delete)$/.test(method))
        .map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{\w+\}/g, "x")}`)
    );

  const called: string[] = [];
  const supabase = {
    functions: {
      invoke(path: string, { method }: { method: string }) {
        called.push(`${method} /${path.replace(/\?.*/, "")}`);
        return Promise.resolve({ data: {}, error: null });
      },
    },
  } as unknown as SupabaseLike;
  const callAll = async (routes: Record<string, unknown>): Promise<void> => {
    for (const route of Object.values(routes)) {
      if (typeof route === "function") await route("x", "x", "x");
      else if (typeof route === "object") await callAll(route as Record<string, unknown>);
    }
  };
  const { changes: _, ...maskline } = createMaskline(supabase);
  await callAll(maskline);
  await callAll(createAdmin(supabase));
  assert.deepEqual(called.toSorted(), described.toSorted());
});
