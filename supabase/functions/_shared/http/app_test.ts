import assert from "node:assert/strict";
import { AppError } from "../errors.ts";
import { createApp } from "./app.ts";

function setUp() {
  const lines: [string, Record<string, unknown>][] = [];
  const fetch = createApp("masking", {
    "": { POST: (context) => context.json({ root: true }) },
    "/things/:id": {
      GET: (context) => context.json({ id: context.req.param("id") }),
      DELETE: () => {
        throw new AppError("number_in_use", "Wait");
      },
      PATCH: () => {
        throw new Error("secret detail +14155550101");
      },
    },
  }, (event, fields = {}) => lines.push([event, { ...fields }]));
  const call = async (method: string, path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(new Request(`http://internal${path}`, { method, headers }));
    const text = await response.text();
    return { response, body: text.startsWith("{") ? JSON.parse(text) : text };
  };
  return { call, lines };
}

Deno.test("createApp() routes below the function's name", async () => {
  const { call } = setUp();
  assert.deepEqual((await call("GET", "/masking/things/7")).body, { id: "7" });
  assert.deepEqual((await call("POST", "/masking")).body, { root: true });
});

Deno.test("createApp() answers 404 and 405 with problem documents", async () => {
  const { call } = setUp();
  const missing = await call("GET", "/masking/nothing");
  assert.deepEqual([missing.response.status, missing.body.code], [404, "not_found"]);
  const wrong = await call("PUT", "/masking/things/7");
  assert.deepEqual([wrong.response.status, wrong.body.code, wrong.response.headers.get("allow")], [
    405,
    "method_not_allowed",
    "GET, DELETE, PATCH",
  ]);
});

Deno.test("createApp() shows our errors and hides all others", async () => {
  const { call, lines } = setUp();
  const known = await call("DELETE", "/masking/things/7");
  assert.equal(known.response.headers.get("content-type"), "application/problem+json");
  assert.deepEqual([known.body.status, known.body.code, known.body.detail, known.body.message], [
    409,
    "number_in_use",
    "Wait",
    "Wait",
  ]);
  const unknown = await call("PATCH", "/masking/things/7");
  assert.deepEqual([unknown.response.status, unknown.body.code], [500, "unexpected_failure"]);
  assert.ok(!JSON.stringify(unknown.body).includes("secret detail"));
  assert.ok(lines.some(([event, { error }]) => event === "failure" && error instanceof Error));
});

Deno.test("createApp() takes a UUID as request id and nothing else", async () => {
  const { call } = setUp();
  const id = crypto.randomUUID();
  const own = await call("DELETE", "/masking/things/7", { "x-request-id": id });
  assert.deepEqual([own.response.headers.get("x-request-id"), own.body.request_id], [id, id]);
  const other = await call("DELETE", "/masking/things/7", { "x-request-id": "+14155550101" });
  assert.match(other.body.request_id, /^[0-9a-f-]{36}$/);
});

Deno.test("createApp() logs the route's pattern, never the path", async () => {
  const { call, lines } = setUp();
  await call("GET", "/masking/things/%2B14155550101");
  const [, fields] = lines.find(([event]) => event === "request")!;
  assert.deepEqual([fields.route, fields.status, fields.method], [
    "/masking/things/:id",
    200,
    "GET",
  ]);
});

Deno.test("createApp() lets browsers in", async () => {
  const { call } = setUp();
  const { response } = await call("OPTIONS", "/masking/things/7", {
    origin: "https://app.example.com",
    "access-control-request-method": "PATCH",
  });
  assert.equal(response.headers.get("access-control-allow-origin"), "*");
  assert.match(response.headers.get("access-control-allow-methods") ?? "", /PATCH/);
});
