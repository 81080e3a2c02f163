import assert from "node:assert/strict";
import type { SqlCall } from "../_shared/db/fake_sql.ts";
import { fakeDeps } from "../_shared/fake_deps.ts";
import { createHandler } from "./handler.ts";

const ERASURE = { receipt: { id: "1" }, claims: [] };

async function erase(options: Parameters<typeof fakeDeps>[0], body: unknown) {
  const { deps, calls } = await fakeDeps(options);
  const response = await createHandler(deps)(
    new Request("http://localhost/masking/people/erase", {
      method: "POST",
      headers: {
        apikey: Object.values(deps.env.SUPABASE_SECRET_KEYS)[0]!,
        "content-type": "application/json",
      },
      body: JSON.stringify(body),
    }),
  );
  return { status: response.status, body: await response.json(), calls };
}

Deno.test("erasePerson() erases nothing when the carrier cannot be asked what it keeps", async () => {
  const findCopies = () => Promise.reject(new Error("down"));
  const { status, body, calls } = await erase({ carrier: { findCopies } }, {
    phone: "+14155550101",
  });
  assert.deepEqual([status, body.code, calls], [503, "carrier_unavailable", []]);
});

Deno.test("erasePerson() tries again while a forward is being recorded, and tells of any other failure", async () => {
  const answers = [
    Object.assign(new Error("busy"), { code: "55P03" }),
    Object.assign(new Error("busy"), { code: "55P03" }),
    [{ erasure: ERASURE }],
  ];
  const carrier = { findCopies: () => Promise.resolve([]) };
  const person = { phone: "+14155550101" };
  const busy = await erase({ carrier, sql: () => answers.shift()! }, person);
  assert.deepEqual([busy.status, busy.body, busy.calls.length], [200, ERASURE.receipt, 3]);

  const held = Object.assign(new Error("A legal hold"), { code: "MSKLH" });
  const refused = await erase({ carrier, sql: () => held }, person);
  assert.deepEqual([refused.status, refused.body.code, refused.calls.length], [
    409,
    "legal_hold",
    1,
  ]);
});

Deno.test("erasePerson() names to the database what the carrier keeps, by the other end", async () => {
  const carrier = {
    findCopies: (phone: string) =>
      Promise.resolve([
        { sid: "SMin", from: phone, to: "+14155550110" },
        { sid: "SMout", from: "+14155550111", to: phone },
      ]),
  };
  const { calls } = await erase({ carrier, sql: () => [{ erasure: ERASURE }] }, {
    phone: "(415) 555-0101",
  });
  const values = (calls[0] as SqlCall).values;
  assert.ok(values.some((value) =>
    JSON.stringify(value) === JSON.stringify([
      { sid: "SMin", other_number: "+14155550110" },
      { sid: "SMout", other_number: "+14155550111" },
    ])
  ));
  assert.ok(!JSON.stringify(values).includes("4155550101"));
});

Deno.test("erasePerson() takes one number or one user", async () => {
  for (
    const body of [
      {},
      { phone: "+14155550101", user_id: crypto.randomUUID() },
      { phone: "nobody" },
      { user_id: "nobody" },
      { phone: "+14155550101", more: 1 },
    ]
  ) {
    const { status, body: problem, calls } = await erase({}, body);
    assert.deepEqual([status, problem.code, calls], [400, "validation_failed", []]);
  }
});
