import assert from "node:assert/strict";
import type { CallStep, CallWebhook } from "../_shared/carrier/voice_carrier.ts";
import { fakeDeps } from "../_shared/fake_deps.ts";
import { createHandler } from "./handler.ts";

const CALL: CallWebhook = {
  sid: "CA1",
  from: "+14155550151",
  to: "+14155550110",
  status: "ringing",
  durationSeconds: null,
  digits: "",
  dialed: null,
  recording: null,
};

/** The handler over a database that answers as told, with the steps that it would let the carrier take. */
async function withHandler(options: {
  settings?: Record<string, string>;
  sql?: () => object[] | Error;
}) {
  const signed: string[] = [];
  const fake = await fakeDeps({
    ...options,
    voice: {
      readCall: ({ url }) => {
        signed.push(url);
        return Promise.resolve(CALL);
      },
      answer: (steps, language) => Promise.resolve(Response.json({ steps, language })),
    },
  });
  const handler = createHandler(fake.deps);
  return {
    ...fake,
    signed,
    post: async (path: string) => {
      const response = await handler(
        new Request(`http://internal/voice-webhook${path}`, { method: "POST", body: "x" }),
      );
      const text = await response.text();
      return {
        status: response.status,
        ...(text === "" ? {} : JSON.parse(text)) as { steps?: CallStep[]; language?: string },
      };
    },
  };
}

const broken = () => new Error("down");
const said = (steps: CallStep[]) =>
  steps.map((step) => step.do === "say" ? step.text : "").join("");

Deno.test("The webhook verifies the public URL with the query as it came", async () => {
  const { post, signed } = await withHandler({});
  await post("/unreached?call=1&x=%2B1");
  assert.deepEqual(signed, [
    "https://ref.supabase.co/functions/v1/voice-webhook/unreached?call=1&x=%2B1",
  ]);
});

Deno.test("Whoever is on the line hears words when the database is down; reports are to come again", async () => {
  const { post, lines } = await withHandler({ sql: broken });
  for (const path of ["", "/answered", "/dialed", "/pin"]) {
    const { status, steps } = await post(path);
    assert.equal(status, 200, path);
    assert.deepEqual(steps!.map((step) => step.do), ["say", "hang_up"], path);
  }
  assert.equal((await post("/status")).status, 500);
  assert.ok(lines.some(([event]) => event === "failure"));
});

Deno.test("The words are in the language that the URL names, else in that of VOICE_LANGUAGE", async () => {
  for (
    const [query, language, words] of [
      ["", "de-DE", /Wiederhören/],
      ["?language=fr-FR", "fr-FR", /Au revoir/],
      ["?language=xx-XX", "de-DE", /Wiederhören/],
    ] as const
  ) {
    const { post } = await withHandler({ settings: { VOICE_LANGUAGE: "de-DE" }, sql: broken });
    const answer = await post(`/goodbye${query}`);
    assert.equal(answer.language, language);
    assert.match(said(answer.steps!), words);
    assert.equal((await post(`/dialed${query}`)).language, language, "also when all is down");
  }
});

Deno.test("A conversation's own language is spoken in its calls, and named in all that follows", async () => {
  const plan = { call_id: "c", conversation_id: "v", max_seconds: 60, repeated: false, legs: [] };
  for (
    const [language, spoken, words] of [
      ["es-MX", "es-MX", /ha terminado/],
      [null, "fr-FR", /est terminée/],
      ["xx-XX", "fr-FR", /est terminée/],
    ] as const
  ) {
    const { post } = await withHandler({
      settings: { VOICE_LANGUAGE: "fr-FR" },
      sql: () => [{ plan: { ...plan, language, outcome: "conversation_closed" } }],
    });
    const answer = await post("");
    assert.equal(answer.language, spoken);
    assert.match(said(answer.steps!), words);
  }
  const { post } = await withHandler({
    sql: () => [{ plan: { ...plan, language: "de-DE", outcome: "pin" } }],
  });
  const [ask] = (await post("")).steps!;
  assert.equal(
    ask!.do === "ask" && new URL(ask!.thenUrl).searchParams.get("language"),
    "de-DE",
  );
});

Deno.test("Without VOICE_ACCEPT_PROMPT whoever answers is let in at once", async () => {
  const answered = { outcome: null, rung_by: "bridge", label: "Driver", legs: [] };
  for (const [asks, steps] of [["true", ["ask", "hang_up"]], ["false", ["say"]]] as const) {
    const { post, calls } = await withHandler({
      settings: { VOICE_ACCEPT_PROMPT: asks },
      sql: () => [{ answered }],
    });
    const answer = await post("/answered?call=00000000-0000-4000-8000-000000000000");
    assert.deepEqual(answer.steps!.map((step) => step.do), steps);
    assert.match(calls[0]!.text, new RegExp(`accepts => '${asks === "false"}'`));
  }
});

Deno.test("With VOICE_ANNOUNCE, or words of the conversation's own, a caller is told first, and only who is being connected", async () => {
  const plan = {
    ...{ call_id: "c", conversation_id: "v", language: "de-DE", max_seconds: 60, repeated: false },
    legs: [],
  };
  for (
    const [setting, outcome, steps] of [
      ["true", "conference", ["say", "conference"]],
      ["false", "conference", ["conference"]],
      ["true", "blocked", ["say", "hang_up"]],
      ["true", "pin", ["ask", "hang_up"]],
    ] as const
  ) {
    for (const announcement of [null, "Willkommen"]) {
      const { post } = await withHandler({
        settings: { VOICE_ANNOUNCE: setting },
        sql: () => [{ plan: { ...plan, announcement, outcome } }],
      });
      const answer = await post("");
      const does = answer.steps!.map((step) => step.do);
      if (outcome !== "conference" || announcement === null) assert.deepEqual(does, steps);
      else assert.deepEqual(does, ["say", "conference"]);
      if (outcome === "conference" && does[0] === "say") {
        assert.match(
          said(answer.steps!),
          announcement === null ? /werden verbunden/ : /^Willkommen$/,
        );
      } else if (does[0] === "say") assert.doesNotMatch(said(answer.steps!), /Willkommen/);
    }
  }
});

Deno.test("Any key but 1 hangs up, and accepts nothing", async () => {
  const { post, calls } = await withHandler({});
  assert.deepEqual((await post("/accepted?call=00000000-0000-4000-8000-000000000000")).steps, [{
    do: "hang_up",
  }]);
  assert.deepEqual(calls, []);
});

Deno.test("A number that cannot be read rings nobody", async () => {
  const plan = {
    call_id: "c",
    conversation_id: "v",
    outcome: "bridge",
    max_seconds: 60,
    repeated: false,
    legs: [{ call_id: "l", to_encrypted: "v1.another.iv.x", from: "+14155550110" }],
  };
  const { post, lines } = await withHandler({ sql: () => [{ plan }] });
  assert.deepEqual((await post("")).steps!.map((step) => step.do), ["say", "hang_up"]);
  assert.ok(lines.some(([event]) => event === "cannot_decrypt"));
});
