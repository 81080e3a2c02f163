import assert from "node:assert/strict";
import { createContract, type Promised } from "../../../local/openapi/contract.ts";
import { DOCUMENT_FILE } from "../../../local/openapi/document_file.ts";
import { ERRORS } from "../../functions/_shared/errors.ts";
import { failureCalls } from "../support/failure_calls.ts";
import { startTestStack } from "../support/test_stack.ts";
import { until } from "../../../local/process/until.ts";

type Headers = Record<string, string>;

Deno.test("Every failure of the OpenAPI document is answered as it says", async (t) => {
  const contract = createContract(JSON.parse(await Deno.readTextFile(DOCUMENT_FILE)));
  const stack = await startTestStack({ CONTROL_WORDS: "BLOCK", SMS_HOOK_SECRET: "" });
  const { status, sql } = stack;
  const { functions } = stack.stack;
  const service = { apikey: status.secret_key };
  const { id: userId, jwt } = await stack.signIn(0);
  const user = { authorization: `Bearer ${jwt}` };
  const met = new Set<string>();

  /** Sends a request; the code of its failure, once it has been found in the document. */
  const fail = async (method: string, path: string, body?: unknown, headers: Headers = service) => {
    const response = await stack.call(method, path, body, headers);
    const answer = await response.json();
    assert.equal(response.headers.get("content-type"), "application/problem+json", path);
    const operation = contract.find(method, path.split("?")[0]!);
    const wrong = operation && ERRORS[answer.code as keyof typeof ERRORS].status !== 405
      ? contract.validateAnswer(operation, {
        status: response.status,
        type: "application/problem+json",
        body: answer,
      })
      : contract.validateNamed("Problem", answer);
    assert.deepEqual(wrong, [], `${method} ${path}: ${answer.code}`);
    if (response.status === 429) {
      assert.ok(response.headers.has("ratelimit-reset") && response.headers.has("retry-after"));
    }
    met.add(answer.code);
    return answer.code as string;
  };
  const made = async (method: string, path: string, body?: unknown, headers: Headers = service) => {
    const response = await stack.call(method, path, body, headers);
    assert.ok(response.ok, `${method} ${path}: ${response.status}`);
    return response.status === 204 ? null : await response.json();
  };
  const withKey = () => ({ ...service, "idempotency-key": crypto.randomUUID() });

  try {
    const documented = contract.promised.filter(codesOf);
    for (const operation of documented) {
      const { method, operationId, requestBody, security } = operation;
      const codes = codesOf(operation)!;
      const path = somePath(operation.path);
      const body = requestBody ? { "?": 1 } : undefined;
      const headers = security.some((one) => "secretKey" in one) ? service : user;

      await t.step(`${operationId}: who calls, and what`, async () => {
        if (codes.includes("not_authenticated")) {
          const text = { to: "+12125550100", from: "+14155550198", body: "x" };
          const asked = operationId === "sendSms" ? { action: "send", payload: text } : body;
          if (operationId !== "authHook") {
            assert.equal(await fail(method, path, asked, {}), "not_authenticated");
          }
        }
        const kinds = security.flatMap((one) => Object.keys(one));
        if (kinds.length === 1 && /userToken|secretKey/.test(kinds[0]!)) {
          const other = kinds[0] === "userToken" ? service : user;
          assert.equal(await fail(method, path, body, other), "forbidden");
        }
        if (!requestBody || operationId === "authHook") return;
        assert.equal(await fail(method, path, body, headers), "validation_failed");
        assert.equal(await fail(method, path, "{", headers), "invalid_json");
        const long = JSON.stringify("x".repeat(70_000));
        assert.equal(await fail(method, path, long, headers), "body_too_large");
        const plain = { ...headers, "content-type": "text/plain" };
        assert.equal(await fail(method, path, "{}", plain), "unsupported_media_type");
      });
      if (codes.includes("invalid_cursor") && method === "GET") {
        await t.step(`${operationId}: a cursor of somebody else's`, async () => {
          assert.equal(
            await fail(method, `${path}?cursor=x`, undefined, headers),
            "invalid_cursor",
          );
        });
      }
      if (path.includes("0000") && method !== "POST" && method !== "PATCH") {
        await t.step(`${operationId}: nothing there`, async () => {
          const owner = operation.path.includes("/clients/") ? `?owner_user_id=${userId}` : "";
          assert.match(await fail(method, path + owner, undefined, headers), /_not_found$/);
          const wrong = path.replace(/[^/]*0000[^/]*/, "0".repeat(200));
          assert.equal(await fail(method, wrong + owner, undefined, headers), "validation_failed");
        });
      }
      if (operation.parameters?.some((one) => "$ref" in one) && operationId !== "sendSms") {
        await t.step(`${operationId}: an Idempotency-Key that is too long`, async () => {
          const [content] = Object.values(requestBody!.content);
          const [example] = Object.values(content!.examples!);
          const key = { ...headers, "idempotency-key": "x".repeat(256) };
          const asked = operationId === "createConversation"
            ? { participants: [{ phone: "+12125550197" }, { phone: "+12125550198" }] }
            : example!.value;
          assert.equal(await fail(method, path, asked, key), "validation_failed");
        });
      }
    }

    for (
      const [code, provoke] of Object.entries(
        failureCalls({ stack, fail, made, withKey, user, userId }),
      )
    ) {
      await t.step(code, async () => {
        assert.equal(await provoke(), code);
      });
    }

    await t.step("what only a broken stack answers", async () => {
      const health = () => fail("GET", "/masking/health");
      const participants = [{ phone: "+12125550195" }, { phone: "+12125550196" }];
      const called = await made("POST", "/masking/conversations", { participants, mode: "voice" });
      // Nobody answers there.
      await functions.deploy({
        POLICY_WEBHOOK_URL: "http://127.0.0.1:9/",
        POLICY_WEBHOOK_SECRET: `whsec_${btoa("policy".repeat(6))}`,
      });
      const call = { participant_id: called.participants[0].id };
      assert.equal(
        await fail("POST", `/masking/conversations/${called.id}/calls`, call),
        "call_refused",
      );
      await functions.deploy({ PHONE_MASKING_ENABLED: "false" });
      const create = () => fail("POST", "/masking/conversations", { participants });
      assert.equal(await create(), "masking_disabled");
      await functions.deploy({
        PHONE_MASKING_ENABLED: "true",
        PHONE_ENCRYPTION_KEY: crypto.randomUUID(),
      });
      assert.equal(await create(), "wrong_encryption_key");
      await sql`drop function masking.delivery_health`;
      assert.equal(await health(), "unexpected_failure");
      await sql`alter role maskline connection limit 0`;
      await sql`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'maskline'`;
      await until(
        "the database is out of reach",
        async () => await health() === "database_unavailable",
      );
    });

    await t.step("no code was left out", () => {
      assert.deepEqual(Object.keys(ERRORS).filter((code) => !met.has(code)), []);
    });
  } finally {
    await stack.stop();
  }
});

/** The codes that an operation may fail with; null for one that tells none. */
function codesOf({ responses }: Promised): string[] | null {
  const codes = Object.values(responses).flatMap(({ content }) =>
    Object.keys(content?.["application/problem+json"]?.examples ?? {})
  );
  return codes.length === 0 ? null : codes;
}

/** A path of this form where there is nothing. */
function somePath(path: string): string {
  return path.replace("{number}", "%2B12125550000").replace("{client_id}", "nobody-0000")
    .replace("{token}", "0000").replaceAll(/\{\w+\}/g, "00000000-0000-4000-8000-000000000000");
}
