import assert from "node:assert/strict";
import { until } from "../../process/until.ts";
import { startSimulator } from "../start_simulator.ts";

const [ANA, BEN, NUMBER, OTHER] = [
  "+14155550101",
  "+14155550102",
  "+14155550110",
  "+14155550111",
] as const;

/** A simulator and an app whose answers to each path are given. */
async function withCalls(
  answers: Record<string, string>,
  work: (t: {
    app: string;
    /** Lets Ana call, and answers her call when it is over. */
    call: () => Promise<{ status: string; heard: string[]; connected_to: string[] }>;
    behave: (phone: string, behaviour: unknown) => Promise<unknown>;
    calls: (phone: string) => Promise<{ sid: string; from: string; status: string }[]>;
    leaks: () => Promise<string[]>;
    asked: { path: string; params: URLSearchParams }[];
    api: (method: string, path: string, form?: Record<string, string>) => Promise<Response>;
  }) => Promise<void>,
): Promise<void> {
  const accountSid = `AC${"0".repeat(32)}`;
  const simulator = await startSimulator({ port: 0, accountSid, authToken: "token" });
  const asked: { path: string; params: URLSearchParams }[] = [];
  const app = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, async (request) => {
    const path = new URL(request.url).pathname;
    asked.push({ path, params: new URLSearchParams(await request.text()) });
    return new Response(`<Response>${answers[path] ?? ""}</Response>`, {
      headers: { "content-type": "text/xml" },
    });
  });
  const url = `http://127.0.0.1:${app.addr.port}`;
  for (const path of Object.keys(answers)) answers[path] = answers[path]!.replaceAll("{app}", url);
  const api = (method: string, path: string, form?: Record<string, string>) =>
    fetch(`${simulator.url}/2010-04-01/Accounts/${accountSid}${path}`, {
      method,
      headers: { authorization: `Basic ${btoa(`${accountSid}:token`)}` },
      body: form ? new URLSearchParams(form) : null,
    });
  const control = async (method: string, path: string, body?: unknown) =>
    await (await fetch(`${simulator.url}/simulator${path}`, {
      method,
      body: body === undefined ? null : JSON.stringify(body),
    })).json();
  const phone = (number: string) => `/phones/${encodeURIComponent(number)}`;
  const calls = async (number: string) => (await control("GET", `${phone(number)}/calls`)).calls;
  try {
    for (const number of [NUMBER, OTHER]) {
      const form = {
        PhoneNumber: number,
        VoiceUrl: `${url}/call`,
        StatusCallback: `${url}/status`,
      };
      await (await api("POST", "/IncomingPhoneNumbers.json", form)).body?.cancel();
    }
    await work({
      app: url,
      asked,
      api,
      calls,
      async call() {
        const { sid } = await control("POST", `${phone(ANA)}/calls`, { to: NUMBER });
        return await until(
          "the call is over",
          async () =>
            (await calls(ANA)).find((call: { sid: string; status: string }) =>
              call.sid === sid && !["ringing", "in-progress"].includes(call.status)
            ),
        );
      },
      behave: (number, behaviour) => control("PUT", `${phone(number)}/behaviour`, behaviour),
      leaks: async () => (await control("GET", "/leaks")).leaks,
    });
  } finally {
    await simulator.stop();
    await app.shutdown();
  }
}

Deno.test("A call hears what the app says, and presses what it asks for", () =>
  withCalls({
    "/call":
      `<Say>Hello &amp; welcome</Say><Gather numDigits="2" action="{app}/keys"><Say>Press</Say></Gather><Say>Nothing</Say>`,
    "/keys": "<Say>Thanks</Say>",
  }, async ({ call, behave, asked }) => {
    await behave(ANA, { on_call: "answer", digits: "123" });
    const { status, heard } = await call();
    assert.deepEqual([status, heard], ["completed", ["Hello & welcome", "Press", "Thanks"]]);
    assert.equal(asked.find(({ path }) => path === "/keys")!.params.get("Digits"), "12");
    await until(
      "the number's callback has come",
      () => asked.some(({ path }) => path === "/status"),
    );
    await behave(ANA, { on_call: "answer" });
    assert.deepEqual((await call()).heard, ["Hello & welcome", "Press", "Nothing"]);
  }));

Deno.test("A bridge whispers first, reports its legs, and asks its action what follows", () =>
  withCalls({
    "/call":
      `<Dial callerId="${OTHER}" answerOnBridge="true" action="{app}/done"><Number url="{app}/whisper" statusCallback="{app}/leg" statusCallbackEvent="initiated ringing answered completed">${BEN}</Number></Dial>`,
    "/whisper": "<Say>A call</Say>",
    "/done": "<Say>Over</Say>",
  }, async ({ call, behave, calls, asked, leaks }) => {
    await behave(BEN, { on_call: "answer", hang_up_after_ms: 5 });
    const { heard, connected_to } = await call();
    assert.deepEqual([heard, connected_to], [["Over"], [BEN]]);
    const [bens] = await calls(BEN);
    assert.equal(bens!.from, OTHER);
    const done = asked.find(({ path }) => path === "/done")!.params;
    assert.deepEqual(
      [done.get("DialCallStatus"), done.get("DialBridged"), done.get("DialCallSid")],
      [
        "completed",
        "true",
        bens!.sid,
      ],
    );
    await until(
      "the leg has reported",
      () => asked.filter(({ path }) => path === "/leg").length === 4,
    );
    const reported = asked.filter(({ path }) => path === "/leg");
    assert.deepEqual(
      reported.map(({ params }) => params.get("CallStatus")),
      [
        "queued",
        "ringing",
        "in-progress",
        "completed",
      ].with(0, reported[0]!.params.get("CallStatus")!),
    );
    for (
      const [on_call, status] of [
        ["busy", "busy"],
        ["no_answer", "no-answer"],
        ["fail", "failed"],
        ["unreachable", "failed"],
      ]
    ) {
      await behave(BEN, { on_call });
      await call();
      const last = asked.findLast(({ path }) => path === "/done")!.params;
      assert.equal(last.get("DialCallStatus"), status);
      assert.equal(last.has("DialCallSid"), on_call !== "unreachable");
    }
    assert.deepEqual(await leaks(), []);
  }));

Deno.test("A bridge that would show a real number is refused, loudly", async () => {
  for (const callerId of ["", `callerId="${ANA}"`, 'callerId="+14155550177"']) {
    await withCalls({ "/call": `<Dial ${callerId}><Number>${BEN}</Number></Dial>` }, async ({
      call,
      behave,
      calls,
      leaks,
    }) => {
      await behave(BEN, { on_call: "answer" });
      assert.deepEqual((await call()).connected_to, []);
      assert.deepEqual(await calls(BEN), []);
      assert.match((await leaks()).join(), /shows a real number/);
    });
  }
});

Deno.test("A real number anywhere in an answer is found, however it is written", async () => {
  const masked = `callerId="${OTHER}"`;
  const leaking = [
    `<Say>Call from ${BEN}</Say>`,
    "<Say>4 1 5, 5 5 5, 0 1 0 2</Say>",
    `<Dial ${masked} action="{app}/done?from=%2B14155550102"><Number>${BEN}</Number></Dial>`,
    `<Dial ${masked}><Conference>room-${BEN}</Conference></Dial>`,
    // The caller's own number is nobody to ring for the caller.
    `<Dial ${masked}><Number>${ANA}</Number></Dial>`,
  ];
  for (const answer of leaking) {
    await withCalls({ "/call": answer }, async ({ call, behave, leaks }) => {
      await behave(BEN, { on_call: "busy" });
      await behave(ANA, { on_call: "busy", hang_up_after_ms: 5 });
      await call();
      assert.ok((await leaks()).length > 0, answer);
    });
  }
});

Deno.test("Created calls run what their URL answers; calls are listed, redirected, ended and deleted", () =>
  withCalls({
    "/answered": "<Dial><Conference>room</Conference></Dial>",
    "/elsewhere": "<Say>Elsewhere</Say>",
  }, async ({ app, api, behave, calls }) => {
    await behave(BEN, { on_call: "answer" });
    await behave(ANA, { on_call: "unreachable" });
    const create = async (form: Record<string, string>) => {
      const response = await api("POST", "/Calls.json", {
        To: BEN,
        From: NUMBER,
        Url: `${app}/answered`,
        ...form,
      });
      return [response.status, await response.json()];
    };
    for (
      const [form, code] of [[{ From: ANA }, 21210], [{ To: "1" }, 21211], [
        { Url: "x" },
        21205,
      ], [{ To: ANA }, 21214]] as const
    ) {
      const [status, problem] = await create(form);
      assert.deepEqual([status, problem.code], [400, code]);
    }
    const [created, { sid }] = await create({});
    assert.equal(created, 201);
    await until(
      "Ben is in the conference",
      async () => (await calls(BEN))[0]!.status === "in-progress",
    );
    const refused = await api("DELETE", `/Calls/${sid}.json`);
    assert.deepEqual([refused.status, (await refused.json()).code], [409, 20009]);
    await (await api("POST", `/Calls/${sid}.json`, { Url: `${app}/elsewhere` })).body?.cancel();
    await until("the call is over", async () => (await calls(BEN))[0]!.status === "completed");
    assert.deepEqual((await calls(BEN) as unknown as { heard: string[] }[])[0]!.heard, [
      "Elsewhere",
    ]);
    const listed = await (await api("GET", `/Calls.json?To=${encodeURIComponent(BEN)}`)).json();
    assert.deepEqual(listed.calls.map((call: { sid: string }) => call.sid), [sid]);
    assert.equal((await api("DELETE", `/Calls/${sid}.json`)).status, 204);
    const gone = await api("GET", `/Calls/${sid}.json`);
    assert.deepEqual([gone.status, (await gone.json()).code], [404, 20404]);
  }));

Deno.test("What people do with phones is checked", () =>
  withCalls({}, async ({ behave }) => {
    for (const bad of [{ on_call: "sing" }, { digits: 1 }, { hang_up_after_ms: "1" }]) {
      assert.equal((await behave(BEN, bad) as { code: string }).code, "invalid_request");
    }
    assert.equal((await behave("1", {}) as { code: string }).code, "invalid_request");
  }));
