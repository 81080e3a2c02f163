import assert from "node:assert/strict";
import { ERRORS } from "../../supabase/functions/_shared/errors.ts";
import { createContract, type Promised } from "./contract.ts";
import { DOCUMENT_FILE } from "./document_file.ts";
import { readApiPage, type Section } from "./read_api_page.ts";

const contract = createContract(JSON.parse(await Deno.readTextFile(DOCUMENT_FILE)));
const sections = readApiPage(
  await Deno.readTextFile(new URL("../../docs/api.md", import.meta.url)),
);
const errorsPage = await Deno.readTextFile(new URL("../../docs/errors.md", import.meta.url));

/** What the examples of sections without a route are. */
const EXAMPLES_OF: Record<string, string> = {
  Conversations: "Conversation",
  "Masked phones of clients": "ClientPhone",
  Events: "EventPayload",
  "Phone numbers": "PhoneNumber",
  "Policy hook": "PolicyQuestion",
  "Calls and the policy hook": "PolicyCallQuestion",
  Strangers: "StrangerQuestion",
};

/** Codes that the page tells of once for all routes. */
const COMMON = new Set([
  "invalid_json",
  "validation_failed",
  "not_authenticated",
  "forbidden",
  "body_too_large",
  "unsupported_media_type",
  "unexpected_failure",
  "wrong_encryption_key",
  "database_unavailable",
]);

Deno.test("docs/api.md has every route of the document, and no other", () => {
  const told = new Set(sections.flatMap(({ routes }) => routes));
  const described = contract.promised.map(({ method, path }) => `${method} ${path}`);
  assert.deepEqual([...told].toSorted(), described.toSorted());
});

Deno.test("every answer in docs/api.md is one that its route gives", () => {
  for (const { title, routes, answers } of sections) {
    for (const answer of answers) {
      const wrong = routes.length === 0
        ? contract.validateNamed(EXAMPLES_OF[title] ?? "", answer)
        : fewest(operationsOf(routes).flatMap((operation) => asAnswerOrRequest(operation, answer)));
      assert.deepEqual(wrong, [], `${title}: ${JSON.stringify(answer)}`);
    }
  }
});

Deno.test("every request in docs/api.md is one that its route takes", () => {
  const requests = sections.flatMap((section) =>
    section.requests.map((request) => ({ ...request, title: section.title }))
  );
  assert.ok(requests.length > 15);
  for (const { method, path, body, title } of requests) {
    const operation = contract.find(method, path);
    assert.ok(operation, `${title}: ${method} ${path}`);
    if (body !== null) assert.deepEqual(contract.validateRequest(operation, body), [], title);
  }
});

Deno.test("the failures that docs/api.md names are those of the document", () => {
  const own = (codes: string[]) =>
    codes.filter((code) => code in ERRORS && !COMMON.has(code)).toSorted();
  for (const path of new Set(sections.flatMap(({ routes }) => routes))) {
    const told = sections.filter(({ routes }) => routes.includes(path))
      .flatMap(({ codes }) => codes);
    const [operation] = operationsOf([path]);
    assert.deepEqual(own([...new Set(told)]), own(codesOf(operation!)), path);
  }
});

Deno.test("the failure in docs/errors.md is one", () => {
  const [, json] = /```json\n(.*?)```/s.exec(errorsPage)!;
  assert.deepEqual(contract.validateNamed("Problem", JSON.parse(json!)), []);
});

function operationsOf(routes: Section["routes"]): Promised[] {
  return contract.promised.filter(({ method, path }) => routes.includes(`${method} ${path}`));
}

/** What is wrong with a value as an answer of each status, and as a request. */
function asAnswerOrRequest(operation: Promised, value: unknown): string[][] {
  const statuses = Object.keys(operation.responses).map(Number).filter((status) => status < 300);
  return [
    ...statuses.map((status) =>
      contract.validateAnswer(operation, { status, type: "application/json", body: value })
    ),
    ...(operation.requestBody ? [contract.validateRequest(operation, value)] : []),
  ];
}

function fewest(wrong: string[][]): string[] {
  return wrong.toSorted((a, b) => a.length - b.length)[0] ?? ["nothing to compare it with"];
}

function codesOf({ responses }: Promised): string[] {
  return Object.values(responses).flatMap(({ content }) =>
    Object.keys(content?.["application/problem+json"]?.examples ?? {})
  );
}
