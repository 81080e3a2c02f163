import assert from "node:assert/strict";
import { Webhook } from "standardwebhooks";
import { type Answered, createContract, type Promised } from "../../../local/openapi/contract.ts";
import { DOCUMENT_FILE } from "../../../local/openapi/document_file.ts";
import { freePort } from "../../../local/process/free_port.ts";
import { plivoWords } from "../carrier/plivo_words.ts";
import { exampleWorld, HELD_TEXT } from "../support/example_world.ts";
import { allow } from "../support/policy_hook.ts";
import { startSignedHook } from "../support/signed_hook.ts";
import { startTestStack } from "../support/test_stack.ts";

const PLIVO = { PLIVO_AUTH_ID: "MA0123456789ABCDEF01", PLIVO_AUTH_TOKEN: crypto.randomUUID() };
const HOOK_SECRET = btoa(crypto.randomUUID());
const KEY = crypto.randomUUID();

/** Examples of a user where the service may call too. */
const OF_USERS = ["createConversation two_users", "startCall by_a_user"];

/** Where nothing differs. */
const MAY_LACK = ["syncPool"];

type Example = { name: string; status: number; body: unknown; bodyType: string; answer: unknown };

Deno.test("Every example of the OpenAPI document is answered as it says", async (t) => {
  const contract = createContract(JSON.parse(await Deno.readTextFile(DOCUMENT_FILE)));
  const listener = Deno.serve({ port: 0, onListen: () => {} }, () => new Response(null));
  // Of texts and of calls.
  const policy = startSignedHook("POLICY", (text) => JSON.parse(text).data, allow);
  policy.answers(({ data }) =>
    data.body === HELD_TEXT ? Response.json({ action: "hold", reason: "advertising" }) : allow()
  );
  const stack = await startTestStack({
    ...PLIVO,
    ...policy.settings,
    PHONE_ENCRYPTION_KEY: KEY,
    SMS_HOOK_SECRET: `v1,whsec_${HOOK_SECRET}`,
    CONTROL_WORDS: "BLOCK,REPORT",
    VOICEMAIL_DAYS: "3",
    RECORDING_DAYS: "3",
    EVENTS_WEBHOOK_URL: `http://127.0.0.1:${listener.addr.port}/`,
    EVENTS_WEBHOOK_SECRET: `whsec_${btoa(crypto.randomUUID())}`,
  });
  const { id, jwt } = await stack.signIn(0);
  const user = { id, authorization: `Bearer ${jwt}` };
  const world = exampleWorld(stack, user);
  const words = plivoWords(PLIVO.PLIVO_AUTH_TOKEN);

  /** Sends a request as the caller would for whom the operation is. */
  const send = (operation: Promised, path: string, example: Example, body: string | null) => {
    const { method, operationId, security } = operation;
    const form = () => [...new URLSearchParams(JSON.parse(body!)).entries()];
    const idempotency = operation.parameters?.some((one) =>
      (one as { $ref?: string }).$ref?.endsWith("/Idempotency-Key")
    );
    const json = {
      ...(body === null ? {} : { "content-type": "application/json" }),
      ...(idempotency ? { "idempotency-key": crypto.randomUUID() } : {}),
    };
    const request = (headers: Record<string, string>) =>
      fetch(stack.functionsUrl + path, { method, headers, body, redirect: "manual" });
    const may = (scheme: string) => security.some((one) => scheme in one);
    if (may("twilioSignature")) return stack.webhook(form(), { path });
    if (may("plivoSignature")) {
      const { url, headers } = words.signedText(stack.functionsUrl + path, {
        id: "",
        from: "",
        to: "",
        body: "",
      }, []);
      headers.set("content-type", example.bodyType);
      return fetch(url, { method, headers, body: new URLSearchParams(form()) });
    }
    if (may("hookSignature")) {
      const [messageId, now] = [crypto.randomUUID(), new Date()];
      return request({
        ...json,
        "webhook-id": messageId,
        "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
        "webhook-signature": new Webhook(HOOK_SECRET).sign(messageId, now, body!),
      });
    }
    if (may("secretKey") && !OF_USERS.includes(`${operationId} ${example.name}`)) {
      return request({ ...json, apikey: stack.status.secret_key });
    }
    return request(may("userToken") ? { ...json, authorization: user.authorization } : json);
  };

  /** Of the whole stack: what has to be so for an example, and what after it. */
  const settingsFor: Record<string, [Record<string, string>, Record<string, string>?]> = {
    "sendSms failing_health": [
      { TWILIO_API_BASE_URL: `http://127.0.0.1:${freePort()}` },
      { TWILIO_API_BASE_URL: stack.status.simulator_url },
    ],
    "rotateKeys default": [
      { PHONE_ENCRYPTION_KEY: crypto.randomUUID(), PHONE_ENCRYPTION_KEY_PREVIOUS: KEY },
    ],
  };
  const { functions } = stack.stack;

  try {
    for (const operation of contract.promised) {
      for (const example of examplesOf(operation)) {
        await t.step(`${operation.operationId} ${example.name}`, async () => {
          const [before, after] = settingsFor[`${operation.operationId} ${example.name}`] ?? [];
          if (before) await functions.deploy(before);
          const put = await world(operation.operationId, operation.path, example.name);
          const path = put(pathOf(operation, example.name)).replaceAll("+", "%2B");
          const body = example.body === undefined ? null : put(JSON.stringify(example.body));
          const response = await send(operation, path, example, body);
          const answer = await read(response);
          if (after) await functions.deploy(after);
          assert.equal(answer.status, example.status, JSON.stringify(answer.body));
          assert.deepEqual(contract.validateAnswer(operation, answer), []);
          assert.deepEqual(membersOf(answer.body), membersOf(example.answer ?? answer.body));
          if (!MAY_LACK.includes(operation.operationId)) {
            assert.deepEqual(
              listsOf(example.answer).filter((name) => !listsOf(answer.body).includes(name)),
              [],
            );
          }
        });
      }
    }
  } finally {
    await stack.stop();
    await Promise.all([listener.shutdown(), policy.stop()]);
  }
});

/** The requests of an operation, each with the answer of the same name. */
function examplesOf({ requestBody, responses, parameters }: Promised): Example[] {
  const [[bodyType, content]] = Object.entries(requestBody?.content ?? { "": {} }) as [
    [string, { examples?: Record<string, { value?: unknown }> }],
  ];
  const answers = Object.entries(responses).flatMap(([status, { content = {} }]) =>
    Object.entries(content).filter(([type]) => type !== "application/problem+json")
      .flatMap(([, { examples = {} }]) =>
        Object.entries(examples).map(([name, { value }]) => ({ name, status, value }))
      )
  );
  const names = new Set([
    ...Object.keys(content.examples ?? {}),
    ...answers.map(({ name }) => name),
    ...(parameters ?? []).flatMap(({ examples = {} }) => Object.keys(examples)),
  ]);
  return [...(names.size === 0 ? ["default"] : names)].map((name) => {
    const answer = answers.find((one) => one.name === name);
    return {
      name,
      bodyType,
      status: Number(answer?.status ?? Object.keys(responses)[0]),
      body: content.examples?.[name]?.value,
      answer: answer?.value,
    };
  });
}

function pathOf({ path, parameters = [] }: Promised, name: string): string {
  const query = new URLSearchParams(
    parameters.filter((one) => one.in === "query" && one.examples?.[name])
      .map((one) => [one.name, String(one.examples![name]!.value)]),
  );
  const filled = parameters.filter((one) => one.in === "path").reduce(
    (result, one) => result.replace(`{${one.name}}`, String(one.example)),
    path,
  );
  return query.size === 0 ? filled : `${filled}?${query}`;
}

async function read(response: Response): Promise<Answered> {
  const type = response.headers.get("content-type");
  const text = await response.text();
  return { status: response.status, type, body: type?.includes("json") ? JSON.parse(text) : text };
}

function membersOf(value: unknown): string[] {
  return value !== null && typeof value === "object" ? Object.keys(value).toSorted() : [];
}

/** Members that are lists of something: of what an empty list would hold nothing is seen. */
function listsOf(value: unknown): string[] {
  return Object.entries(value ?? {}).filter(([, member]) =>
    Array.isArray(member) && member.length > 0
  ).map(([name]) => name);
}
