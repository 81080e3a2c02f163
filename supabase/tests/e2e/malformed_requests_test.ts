import assert from "node:assert/strict";
import fc from "fast-check";
import { inParallel } from "../support/in_parallel.ts";
import { startTestStack } from "../support/test_stack.ts";

const COUNT = 5_000;

/** Every route with the method and body that it takes, as a place to start from: each lacks something, so that none succeeds by chance. */
const ROUTES: [string, string, unknown?][] = [
  ["POST", "/send-sms", {
    action: "send",
    payload: { to: "+1", from: "+14155550198", body: "x" },
  }],
  ["POST", "/send-sms/auth-hook", { user: { phone: "14155550151" }, sms: { otp: "123456" } }],
  ["POST", "/masking/conversations", {
    participants: [{ phone: "+14155550151" }],
    expires_in: 60,
    leak_policy: "block",
    label_messages: true,
    starts_at: "2030-01-01T00:00:00Z",
    extend_on_activity: 60,
    max_expires_at: "2031-01-01T00:00:00Z",
  }],
  ["GET", "/masking/conversations"],
  ["GET", "/masking/conversations/{id}"],
  ["PATCH", "/masking/conversations/{id}", {
    expires_in: 60,
    leak_policy: "warn",
    label_messages: true,
    starts_at: "2030-01-01T00:00:00Z",
    extend_on_activity: 60,
    max_expires_at: "2031-01-01T00:00:00Z",
    friendly_name: "x",
    metadata: {},
  }],
  ["DELETE", "/masking/conversations/{id}"],
  ["POST", "/masking/conversations/{id}/participants", { phone: "+14155550153" }],
  ["PATCH", "/masking/conversations/{id}/participants/{id}", { phone: "+14155550153" }],
  ["DELETE", "/masking/conversations/{id}/participants/{id}"],
  ["POST", "/masking/conversations/{id}/participants/{id}/pin"],
  ["DELETE", "/masking/conversations/{id}/participants/{id}/pin"],
  ["GET", "/masking/conversations/{id}/calls"],
  ["POST", "/masking/conversations/{id}/calls", {
    participant_id: "00000000-0000-4000-8000-000000000000",
  }],
  ["GET", "/masking/conversations/{id}/messages"],
  ["POST", "/masking/conversations/{id}/messages", { body: "x" }],
  ["DELETE", "/masking/conversations/{id}/block"],
  ["DELETE", "/masking/conversations/{id}/freeze"],
  ["GET", "/masking/media/{id}"],
  ["GET", "/masking/held-messages"],
  ["POST", "/masking/held-messages/{id}/release", { body: "x" }],
  ["DELETE", "/masking/held-messages/{id}"],
  ["GET", "/masking/opt-outs"],
  ["GET", "/masking/opt-outs/counts"],
  ["POST", "/masking/opt-outs/lookup", { phone: "+1" }],
  ["DELETE", "/masking/opt-outs/{id}"],
  ["GET", "/masking/clients/client/masked-phone"],
  ["POST", "/masking/clients/client/masked-phone", { phone: "+14155550151" }],
  ["DELETE", "/masking/clients/client/masked-phone"],
  ["POST", "/masking/keys/rotate", { to: "anotherK", max_count: 1 }],
  ["POST", "/masking/people/export", { phone: "+1" }],
  ["POST", "/masking/people/erase", { phone: "+1" }],
  ["GET", "/masking/legal-holds"],
  ["POST", "/masking/legal-holds", { phone: "+1", reason: "x" }],
  ["DELETE", "/masking/legal-holds/{id}"],
  ["GET", "/masking/audit"],
  ["GET", "/masking/events"],
  ["POST", "/masking/events/replay", {
    ids: [],
    types: ["call.ended"],
    conversation_id: "00000000-0000-4000-8000-000000000000",
    status: "given_up",
    since: "2030-01-01T00:00:00Z",
    until: "2031-01-01T00:00:00Z",
    cursor: "x",
  }],
  ["GET", "/masking/failures"],
  ["GET", "/masking/pool/history"],
  ["POST", "/masking/pool/numbers", { numbers: [{ number: "+14155550110" }] }],
  ["PATCH", "/masking/pool/numbers/%2B14155550188", { status: "draining" }],
  ["DELETE", "/masking/pool/numbers/%2B14155550188"],
  ["POST", "/masking/pool/numbers/%2B14155550188/replace", { overlap_seconds: 60 }],
  ["POST", "/masking/pool/numbers/%2B14155550188/release"],
  ["POST", "/masking/pool/purchases", { country_code: "U", count: 1, max_monthly_cost: 1 }],
  ["POST", "/masking/pool/sync", { max_count: 0, import: false }],
  ["GET", "/phone-numbers"],
  ["POST", "/phone-numbers", { phone: "+1" }],
  ["POST", "/phone-numbers/verify", { phone: "+14155550151", code: "12345" }],
  ["DELETE", "/phone-numbers/{id}"],
];

const odd = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom<unknown>(
    null,
    "",
    " ",
    "\0",
    "\ud800",
    "x".repeat(5000),
    -1,
    0,
    1e400,
    1.5,
    2 ** 53,
    true,
    [],
    {},
    [[]],
    "__proto__",
    "' or 1=1 --",
  ),
  fc.jsonValue({ maxDepth: 4 }),
);

/** A body that is broken in one place or altogether. */
function malformed(body: unknown): fc.Arbitrary<string> {
  const fields = Object.keys((body ?? { x: 1 }) as object);
  return fc.oneof(
    fc.jsonValue().filter((value) => JSON.stringify(value) !== JSON.stringify(body)).map((value) =>
      JSON.stringify(value)
    ),
    fc.tuple(fc.constantFrom(...fields), odd).map(([field, value]) =>
      JSON.stringify({ ...(body as object), [field]: value })
    ),
    fc.tuple(fc.string({ minLength: 1, maxLength: 12 }), odd).map(([name, value]) =>
      JSON.stringify({ ...(body as object), [`${name}?`]: value })
    ),
    // What JSON may hold and Postgres may not.
    fc.tuple(fc.constantFrom(...fields), fc.constantFrom("\0", "a\0b", "\ud800", "x\udc00")).map((
      [field, value],
    ) => JSON.stringify({ ...(body as object), [field]: value })),
    fc.string({ unit: "binary", maxLength: 200 }).map((text) => `{${text}`),
    fc.nat({ max: 60_000 }).map((depth) => "[".repeat(depth)),
    fc.constant(JSON.stringify(body ?? {}).slice(0, -1)),
    fc.constant("x".repeat(70_000)),
  );
}

const request = fc.constantFrom(...ROUTES).chain(([method, path, body]) =>
  fc.record({
    method: fc.constant(method),
    path: fc.oneof(
      { weight: 3, arbitrary: fc.constant(path.replaceAll("{id}", () => crypto.randomUUID())) },
      {
        weight: 2,
        arbitrary: fc.string({ unit: "binary", maxLength: 20 }).map((id) =>
          path.replaceAll("{id}", encodeURIComponent(id.toWellFormed()))
        ),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom("%E0%A4%A", "..%2f..", "%00", "a%20b").map((id) =>
          path.replaceAll("{id}", id)
        ),
      },
    ),
    query: fc.oneof(
      { weight: 4, arbitrary: fc.constant("") },
      {
        weight: 1,
        arbitrary: fc.tuple(
          fc.constantFrom(
            "limit",
            "cursor",
            "status",
            "owner_user_id",
            "subject",
            "conversation_id",
            "x",
          ),
          fc.string({ unit: "binary", maxLength: 20 }),
        )
          .map(([name, value]) => `?${name}=${encodeURIComponent(value.toWellFormed())}`),
      },
    ),
    body: method === "GET" || method === "DELETE" ? fc.constant(undefined) : malformed(body),
    headers: fc.record({
      "content-type": fc.constantFrom(
        "application/json",
        "application/json",
        "application/json",
        "text/plain",
        "multipart/form-data; boundary=x",
        "",
      ),
      "idempotency-key": fc.option(fc.constantFrom("", "key", "k".repeat(300)), { nil: undefined }),
      "x-request-id": fc.option(fc.constantFrom("short", "x".repeat(500)), { nil: undefined }),
    }),
  })
);

Deno.test(`${COUNT} malformed requests are 4xx problem documents, and write nothing`, async () => {
  const stack = await startTestStack();
  const { sql } = stack;
  try {
    const contents = async () => {
      const tables = [
        "phone_conversations",
        "phone_conversation_participants",
        "sms_messages",
        "sms_forwards",
        "phone_number_pool",
        "sms_opt_outs",
        "legal_holds",
        "carrier_deletions",
        "phone_blocks",
        "access_audit",
        "idempotency_keys",
        "user_phone_numbers",
        "phone_calls",
      ];
      return await Promise.all(
        tables.map(async (
          table,
        ) => [
          table,
          // To read one's own numbers is no malformed request, and is audited.
          (await sql`select to_jsonb(t) as row from public.${sql(table)} t order by 1`)
            .map((r) => r.row).filter(({ action }) => action !== "read_phone_numbers"),
        ]),
      );
    };
    const before = await contents();
    const service: [string, string] = ["apikey", stack.status.secret_key];
    const user: [string, string] = ["authorization", `Bearer ${(await stack.signIn(0)).jwt}`];
    const seed = Number(Deno.env.get("MASKLINE_FUZZ_SEED") ?? 20_261_121);
    const requests = fc.sample(request, { numRuns: COUNT, seed });

    await inParallel(16, COUNT, async (index) => {
      const { method, path, query, body, headers } = requests[index]!;
      const set = Object.entries(headers).filter((entry): entry is [string, string] =>
        entry[1] !== undefined
      );
      const response = await fetch(`${stack.functionsUrl}${path}${query}`, {
        method,
        headers: [...set, path.startsWith("/phone-numbers") ? user : service],
        ...(body === undefined ? {} : { body }),
      });
      const text = await response.text();
      const shown = `${method} ${path}${query} ${body?.slice(0, 300)} → ${response.status} ${
        text.slice(0, 300)
      }`;
      // A list with odd but harmless query values, and a look at what would be done, are all that may succeed.
      const isLook = method === "GET" || path === "/masking/pool/sync";
      if (response.status === 200 && isLook) return;
      assert.ok(response.status >= 400 && response.status < 500, shown);
      assert.match(
        response.headers.get("content-type") ?? "",
        /^application\/problem\+json/,
        shown,
      );
      const problem = JSON.parse(text);
      assert.equal(problem.status, response.status, shown);
      assert.match(problem.code, /^[a-z_]+$/, shown);
      assert.match(problem.request_id, /^[0-9a-f-]{36}$/, shown);
      assert.ok(problem.detail === problem.message && problem.title && problem.type, shown);
    });
    assert.deepEqual(await contents(), before);
  } finally {
    await stack.stop();
  }
});
