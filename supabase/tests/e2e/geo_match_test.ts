import assert from "node:assert/strict";
import { startTestStack } from "../support/test_stack.ts";

const NUMBERS = ["+15105550111", "+16285550111", "+12125550111", "+16045550111", "+17785550111"];

Deno.test("Numbers by geography, over HTTP", async (t) => {
  const stack = await startTestStack();
  const call = async (method: string, path: string, body: unknown) => {
    const response = await stack.service(method, `/masking${path}`, body);
    return { status: response.status, body: await response.json() };
  };
  let others = 0;
  const create = (phone: string, geo: Record<string, unknown>) => {
    const prefix = phone.slice(0, 8);
    const other = `${prefix}${2000 + others++}`;
    return call("POST", "/conversations", { participants: [{ phone }, { phone: other }], ...geo });
  };
  const areaCode = (number: string) => number.slice(2, 5);
  try {
    // Of what the stack began with nothing is lent, so that the area codes below are all there is.
    for (const number of stack.status.pool) {
      const path = `/pool/numbers/${encodeURIComponent(number)}`;
      assert.equal((await call("PATCH", path, { status: "draining" })).status, 200);
    }
    const numbers = NUMBERS.map((number) => ({ number }));
    assert.equal((await call("POST", "/pool/numbers", { numbers })).status, 201);

    await t.step("overlay", async () => {
      const made = await create("+14155550151", { geo_match: "overlay" });
      assert.equal(areaCode(made.body.masked_number), "628");
      const again = await create("+14155550151", { geo_match: "overlay" });
      assert.deepEqual([again.status, again.body.code], [409, "pool_exhausted"]);
      const canadian = await create("+16045550151", { geo_match: "overlay" });
      assert.ok(["604", "778"].includes(areaCode(canadian.body.masked_number)));
    });

    await t.step("radius", async () => {
      const within = { geo_match: "radius", geo_radius_km: 10 };
      assert.equal(areaCode((await create("+14155550152", within)).body.masked_number), "628");
      assert.equal((await create("+14155550152", within)).body.code, "pool_exhausted");
      const made = await create("+14155550152", { geo_match: "radius" });
      assert.equal(areaCode(made.body.masked_number), "510");
      assert.equal((await create("+14155550152", { geo_match: "radius" })).status, 409);
    });

    await t.step("the nearest, where the area code is preferred", async () => {
      const got: string[] = [];
      for (let turn = 0; turn < 3; turn++) {
        const made = await create("+14155550153", { geo_match: "prefer_area_code" });
        got.push(areaCode(made.body.masked_number));
      }
      assert.deepEqual(got, ["628", "510", "212"]);
    });

    await t.step("for a newcomer, and for a seat that is moved", async () => {
      const { body } = await create("+14155550154", { geo_match: "overlay" });
      const newcomer = { phone: "+15105550154", geo_match: "radius", geo_radius_km: 5 };
      const joined = await call("POST", `/conversations/${body.id}/participants`, newcomer);
      assert.equal(joined.status, 201);
      assert.equal(areaCode(joined.body.participants[2].proxy_number), "510");

      const path = `/pool/numbers/${encodeURIComponent(body.masked_number)}/replace`;
      const nowhere = await call("POST", path, { geo_match: "overlay" });
      assert.ok(nowhere.body.not_moved.includes(body.id));
      const moved = await call("POST", path, { geo_match: "radius", geo_radius_km: 20 });
      assert.ok(!moved.body.not_moved.includes(body.id));
      const after = await call("GET", `/conversations/${body.id}`, undefined);
      assert.deepEqual(
        after.body.participants.map((p: { proxy_number: string }) => areaCode(p.proxy_number)),
        ["510", "510", "510"],
      );
    });

    await t.step("refuses a radius that is none", async () => {
      for (const geo_radius_km of [0, 1001, "near"]) {
        const refused = await create("+14155550155", { geo_match: "radius", geo_radius_km });
        assert.deepEqual([refused.status, refused.body.code], [400, "validation_failed"]);
        assert.equal(refused.body.errors[0].path, "geo_radius_km");
      }
    });
  } finally {
    await stack.stop();
  }
});
