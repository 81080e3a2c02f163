import assert from "node:assert/strict";
import { startTestStack } from "../support/test_stack.ts";

Deno.test("The masking API", async (t) => {
  const stack = await startTestStack();
  const { service } = stack;
  const json = async (response: Promise<Response>) => {
    const settled = await response;
    const text = await settled.text();
    return {
      status: settled.status,
      headers: settled.headers,
      body: text === "" ? null : JSON.parse(text),
    };
  };
  const create = (body: Record<string, unknown> = {}, headers: Record<string, string> = {}) =>
    json(service("POST", "/masking/conversations", {
      participants: [{ phone: "+14155550151", label: "Driver" }, { phone: "+14155550152" }],
      ...body,
    }, headers));
  let people = 0;
  const strangers = () => ({
    participants: [{ phone: `+1646555${1000 + people++}` }, {
      phone: `+1646555${1000 + people++}`,
    }],
  });

  try {
    await t.step(
      "creates a conversation and shows it everywhere alike, without a number of anybody's",
      async () => {
        const made = await create({
          friendly_name: "Ride 7",
          metadata: { ride: 7 },
          expires_in: 3600,
        });
        assert.equal(made.status, 201);
        assert.equal(
          made.headers.get("location"),
          `${stack.functionsUrl}/masking/conversations/${made.body.id}`,
        );
        assert.deepEqual([
          made.body.status,
          made.body.mode,
          made.body.friendly_name,
          made.body.metadata,
        ], ["active", "message", "Ride 7", { ride: 7 }]);
        assert.deepEqual(Object.keys(made.body.participants[0]).toSorted(), [
          "id",
          "joined_at",
          "label",
          "proxy_number",
          "user_id",
        ]);
        assert.deepEqual(made.body.participants.map((p: { label: string | null }) => p.label), [
          "Driver",
          null,
        ]);
        const life = new Date(made.body.expires_at).getTime() -
          new Date(made.body.created_at).getTime();
        assert.ok(Math.abs(life - 3_600_000) < 5_000);
        assert.deepEqual(
          (await json(service("GET", `/masking/conversations/${made.body.id}`))).body,
          { ...made.body, leaks: { warned: 0, redacted: 0, blocked: 0 } },
        );
        assert.deepEqual(
          (await json(service("GET", "/masking/conversations?limit=1"))).body.conversations,
          [made.body],
        );
        assert.ok(!JSON.stringify(made.body).includes("5550151"));
      },
    );

    await t.step("gives a conversation a week, or no end when told so", async () => {
      const week = await create(strangers());
      assert.ok(
        Math.abs(new Date(week.body.expires_at).getTime() - Date.now() - 604_800_000) < 5_000,
      );
      assert.equal((await create({ ...strangers(), expires_in: null })).body.expires_at, null);
    });

    await t.step("gives somebody the number that the service names", async () => {
      const { participants: [first, second] } = strangers();
      const named = (number: string) => ({
        participants: [{ ...first, proxy_number: number }, { ...second, proxy_number: number }],
      });
      const number = stack.status.pool[0]!;
      assert.equal((await create(named(number))).body.masked_number, number);
      const taken = await create(named(number));
      assert.deepEqual([taken.status, taken.body.code], [409, "number_taken"]);
      const unknown = await create(named("+14155550177"));
      assert.deepEqual([unknown.status, unknown.body.code], [404, "number_not_found"]);
    });

    await t.step("answers the same to the same Idempotency-Key", async () => {
      const headers = { "idempotency-key": crypto.randomUUID() };
      const input = strangers();
      const [first, again] = [await create(input, headers), await create(input, headers)];
      assert.deepEqual([again.status, again.body], [201, first.body]);
      assert.equal((await create(strangers(), headers)).body.code, "idempotency_key_reused");
    });

    await t.step("pages through all conversations", async () => {
      for (let n = 0; n < 5; n++) await create(strangers());
      const ids: string[] = [];
      let cursor = "";
      do {
        const { body } = await json(
          service("GET", `/masking/conversations?limit=3${cursor && `&cursor=${cursor}`}`),
        );
        ids.push(...body.conversations.map((c: { id: string }) => c.id));
        cursor = body.next_cursor ?? "";
      } while (cursor);
      assert.equal(new Set(ids).size, ids.length);
      assert.ok(ids.length >= 9);
      assert.equal(
        (await json(service("GET", "/masking/conversations?status=closed"))).body.conversations
          .length,
        0,
      );
    });

    await t.step("extends, closes, reopens and deletes", async () => {
      const { body: { id } } = await create(strangers());
      const patch = (body: unknown) => json(service("PATCH", `/masking/conversations/${id}`, body));
      assert.equal(
        (await patch({ expires_in: 60, idle_timeout: 30, friendly_name: "x" })).body.idle_timeout,
        30,
      );
      assert.equal(
        (await patch({ expires_at: "2000-01-01T00:00:00Z" })).body.code,
        "expires_too_early",
      );
      assert.equal((await patch({ status: "closed" })).body.closed_reason, "api");
      assert.equal((await patch({ expires_in: 60 })).body.code, "conversation_closed");
      assert.equal((await patch({ status: "active" })).body.status, "active");
      assert.equal((await json(service("DELETE", `/masking/conversations/${id}`))).status, 204);
      assert.equal(
        (await json(service("GET", `/masking/conversations/${id}`))).body.status,
        "closed",
      );
      assert.equal(
        (await json(service("POST", `/masking/conversations/${id}/messages`, { body: "x" }))).body
          .code,
        "conversation_closed",
      );
    });

    await t.step("adds, moves and removes participants", async () => {
      const { body: made } = await create(strangers());
      const path = `/masking/conversations/${made.id}/participants`;
      const added = await json(service("POST", path, { phone: "+16465559001", label: "Guest" }));
      assert.equal(added.status, 201);
      const guest = added.body.participants[2];
      assert.equal(
        (await json(service("POST", path, { phone: "+16465559001" }))).body.code,
        "already_participant",
      );
      const moved = await json(service("PATCH", `${path}/${guest.id}`, { phone: "+16465559002" }));
      assert.deepEqual(moved.body.participants[2], guest);
      assert.equal(
        (await json(service("PATCH", `${path}/${guest.id}`, { phone: stack.status.pool[0] }))).body
          .code,
        "own_number",
      );
      assert.equal((await json(service("DELETE", `${path}/${guest.id}`))).status, 204);
      assert.equal(
        (await json(service("DELETE", `${path}/${guest.id}`))).body.code,
        "participant_not_found",
      );
    });

    await t.step("lends a masked phone for a client until it is deleted", async () => {
      const ana = await stack.signIn(0);
      const user = { authorization: `Bearer ${ana.jwt}` };
      const path = "/masking/clients/client-7/masked-phone";
      const call = (method: string, body?: unknown) => json(stack.call(method, path, body, user));
      assert.equal((await call("GET")).body.code, "client_phone_not_found");
      const made = await Promise.all([
        call("POST", { phone: "+14155550170" }),
        call("POST", { phone: "+14155550170" }),
      ]);
      assert.equal(made[0]!.body.masked_phone, made[1]!.body.masked_phone);
      assert.deepEqual((await call("GET")).body, made[0]!.body);
      assert.deepEqual(
        (await json(service("GET", `${path}?owner_user_id=${ana.id}`))).body,
        made[0]!.body,
      );

      await stack.text(ana.phone, made[0]!.body.masked_phone, "Your lesson is at five");
      await stack.arrivals("+14155550170", 1);
      assert.equal(
        (await json(
          stack.call("POST", "/masking/clients/self/masked-phone", { phone: ana.phone }, user),
        )).status,
        409,
      );
      assert.equal((await call("DELETE")).status, 204);
      assert.equal((await call("DELETE")).body.code, "client_phone_not_found");

      // A client has one masked phone: an ended one cannot come back beside the next.
      const [{ id: ended }] = await stack.sql`
        select id from public.phone_conversations where client_id = 'client-7'` as unknown as [
        { id: string },
      ];
      assert.equal((await call("POST", { phone: "+14155550170" })).status, 201);
      const again = await json(
        service("PATCH", `/masking/conversations/${ended}`, { status: "active" }),
      );
      assert.deepEqual([again.status, again.body.code], [409, "number_taken"]);
    });

    await t.step("reports, imports, drains and retires pool numbers", async () => {
      const [us] = (await json(service("GET", "/masking/pool"))).body.countries;
      assert.deepEqual([us.country_code, us.active, us.capacity_left > 0], ["US", 10, true]);
      const history = await json(service("GET", "/masking/pool/history?hours=1"));
      const [first, last] = [0, -1].map((index) => history.body.countries[0].points.at(index));
      assert.deepEqual([history.body.countries[0].points.length, first.active], [61, 0]);
      const { active, bindings_held, busiest_person_holds, capacity_left } = us;
      const { at: _, ...today } = last;
      assert.deepEqual(today, { active, bindings_held, busiest_person_holds, capacity_left });
      const number = "+12125550188";
      const path = `/masking/pool/numbers/${encodeURIComponent(number)}`;
      const imported = await json(
        service("POST", "/masking/pool/numbers", {
          numbers: [{ number: "+1 (212) 555-0188", voice: false }],
        }),
      );
      assert.deepEqual(
        [
          imported.status,
          imported.body.numbers[0].number,
          imported.body.numbers[0].area_code,
          imported.body.numbers[0].status,
        ],
        [201, number, "212", "active"],
      );
      const twins = ["+12125550186", "+12125550187"].map((twin) => ({
        number: twin,
        provider_sid: "PNtwin",
      }));
      assert.equal(
        (await json(service("POST", "/masking/pool/numbers", { numbers: twins }))).body.code,
        "validation_failed",
      );
      assert.ok(!("phone_hash" in imported.body.numbers[0]));
      assert.equal(
        (await json(service("PATCH", path, { status: "draining" }))).body.status,
        "draining",
      );
      assert.equal((await json(service("DELETE", path))).status, 204);
      assert.equal(
        (await json(service("DELETE", "/masking/pool/numbers/%2B12125550187"))).body.code,
        "number_not_found",
      );
      const lent = (await create(strangers())).body.masked_number;
      assert.equal(
        (await json(service("DELETE", `/masking/pool/numbers/${encodeURIComponent(lent)}`))).body
          .code,
        "number_in_use",
      );
    });

    await t.step("says when a number becomes free, when a participant holds them all", async () => {
      for (let n = 0; n < 10; n++) {
        assert.equal(
          (await create({
            participants: [{ phone: "+16465559100" }, { phone: `+1646555${9200 + n}` }],
            expires_in: 60,
          })).status,
          201,
        );
      }
      const refused = await create({
        participants: [{ phone: "+16465559100" }, { phone: "+16465559300" }],
      });
      assert.deepEqual([refused.status, refused.body.code], [409, "pool_exhausted"]);
      assert.ok(new Date(refused.body.available_at).getTime() > Date.now());
    });

    await t.step("gives the same people the same number again, or another one", async () => {
      const people = strangers();
      const numbers: string[] = [];
      for (const more of [{}, {}, { sticky: "avoid" }]) {
        const { body } = await create({ ...people, ...more });
        numbers.push(body.masked_number);
        await json(service("DELETE", `/masking/conversations/${body.id}`));
      }
      assert.equal(numbers[1], numbers[0]);
      assert.notEqual(numbers[2], numbers[1]);
      assert.equal((await create({ ...people, sticky: "never" })).body.code, "validation_failed");
    });

    await t.step("lets a browser call it, and names the request in every answer", async () => {
      const preflight = await stack.call("OPTIONS", "/masking/conversations", undefined, {
        origin: "https://app.example.com",
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,apikey,content-type,idempotency-key",
      });
      await preflight.body?.cancel();
      assert.equal(preflight.status, 204);
      assert.equal(preflight.headers.get("access-control-allow-origin"), "*");
      assert.match(preflight.headers.get("access-control-allow-headers") ?? "", /idempotency-key/i);
      const id = crypto.randomUUID();
      const answer = await service("PUT", "/masking/pool", {}, { "x-request-id": id });
      assert.deepEqual([
        answer.status,
        answer.headers.get("allow"),
        answer.headers.get("x-request-id"),
      ], [405, "GET", id]);
      assert.equal((await answer.json()).code, "method_not_allowed");
    });
  } finally {
    await stack.stop();
  }
});
