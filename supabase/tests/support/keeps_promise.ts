import assert from "node:assert/strict";
import { type Contract, createContract } from "../../../local/openapi/contract.ts";
import { DOCUMENT_FILE } from "../../../local/openapi/document_file.ts";

let contract: Contract | undefined;

/** What the router answers, before there is an operation. */
const OF_NO_ROUTE = ["not_found", "method_not_allowed"];

/** Throws when a function answers what the OpenAPI document does not promise. What the platform answers in its place is not looked at. */
export async function expectPromised(
  method: string,
  path: string,
  response: Response,
): Promise<void> {
  const type = response.headers.get("content-type")?.split(";")[0] ?? "";
  const isProblem = type === "application/problem+json";
  if (method === "OPTIONS" || response.redirected || !isProblem && !response.ok) return;
  contract ??= createContract(JSON.parse(await Deno.readTextFile(DOCUMENT_FILE)));
  const text = await response.clone().text();
  const body = type.endsWith("json") ? JSON.parse(text) : text;
  const operation = contract.find(method, path.split("?")[0]!);
  const wrong = isProblem && OF_NO_ROUTE.includes(body.code)
    ? contract.validateNamed("Problem", body)
    : operation
    ? contract.validateAnswer(operation, { status: response.status, type, body })
    : ["the document has no such operation"];
  assert.deepEqual(
    wrong,
    [],
    `${method} ${path.split("?")[0]}: ${response.status} ${body?.code ?? ""}`,
  );
}
