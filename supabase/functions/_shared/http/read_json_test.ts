import assert from "node:assert/strict";
import * as z from "zod";
import { AppError } from "../errors.ts";
import { MAX_BODY_BYTES } from "./read_body.ts";
import { readJson } from "./read_json.ts";

const anything = z.unknown();
const request = (body: BodyInit, type = "application/json") =>
  new Request("http://x", { method: "POST", body, headers: { "content-type": type } });
const codeOf = async (read: Promise<unknown>) => {
  try {
    await read;
    return "ok";
  } catch (error) {
    assert.ok(error instanceof AppError, String(error));
    return error.code;
  }
};

Deno.test("readJson() reads JSON of any JSON content type", async () => {
  for (
    const type of [
      "application/json",
      "application/json; charset=utf-8",
      "Application/JSON",
      "application/problem+json",
    ]
  ) {
    assert.deepEqual(await readJson(request('{"a":[1,"👋"]}', type), anything), { a: [1, "👋"] });
  }
});

Deno.test("readJson() refuses other content types", async () => {
  for (const type of ["text/plain", "", "multipart/form-data", "application/jsonx"]) {
    assert.equal(
      await codeOf(readJson(request("{}", type), anything)),
      "unsupported_media_type",
      type,
    );
  }
});

Deno.test("readJson() refuses what Postgres cannot hold, in keys and values", async () => {
  for (
    const body of [
      '"\\u0000"',
      '{"\\u0000":1}',
      '"\\ud800"',
      '{"a":["\\udc00x"]}',
      "{",
      "",
      "[".repeat(30) + "]".repeat(30),
    ]
  ) {
    assert.equal(await codeOf(readJson(request(body), anything)), "invalid_json", body);
  }
  assert.equal(
    await codeOf(readJson(request(new Uint8Array([0x22, 0xff, 0x22])), anything)),
    "invalid_json",
  );
});

Deno.test("readJson() reads no further than the limit", async () => {
  let pulled = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled++;
      controller.enqueue(new Uint8Array(16_384).fill(0x20));
    },
  });
  assert.equal(await codeOf(readJson(request(endless), anything)), "body_too_large");
  assert.ok(pulled * 16_384 < MAX_BODY_BYTES * 3);
});

Deno.test("readJson() says what is invalid and where", async () => {
  const schema = z.strictObject({ list: z.array(z.object({ n: z.int() })) });
  await assert.rejects(
    readJson(request('{"list":[{"n":1},{"n":"x"}],"more":1}'), schema),
    (error) => {
      assert.ok(error instanceof AppError);
      assert.equal(error.code, "validation_failed");
      assert.deepEqual(error.extras.errors?.map(({ path }) => path), ["list.1.n", ""]);
      return true;
    },
  );
});
