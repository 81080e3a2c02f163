import assert from "node:assert/strict";
import { importJWK, SignJWT } from "jose";
import { startTestStack } from "../support/test_stack.ts";
import { until } from "../../../local/process/until.ts";

const SENDER = "+14155550198";

Deno.test("phone-numbers", async (t) => {
  const stack = await startTestStack();
  const { call, service, sql, status } = stack;
  let numbers = 100;
  const someNumber = () => `+1646555${String(numbers++).padStart(4, "0")}`;

  /** Somebody new who is signed in. */
  const addUser = async () => {
    const id = crypto.randomUUID();
    await sql`insert into auth.users (id, email) values (${id}, ${`${id}@example.com`})`;
    const { kid } = status.jwt_private_jwk;
    const token = await new SignJWT({ role: "authenticated" }).setSubject(id)
      .setAudience("authenticated").setExpirationTime("1h").setProtectedHeader({
        alg: "ES256",
        kid: kid!,
      })
      .sign(await importJWK(status.jwt_private_jwk, "ES256"));
    const request = async (method: string, path: string, body?: unknown) => {
      // All come from one address here, whose limit is not what is looked at.
      await sql`delete from public.rate_limits where id like '%.%.%.%:phone_%'`;
      const response = await call(method, `/phone-numbers${path}`, body, {
        authorization: `Bearer ${token}`,
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: text && JSON.parse(text) };
    };
    return {
      id,
      request,
      ask: (phone: string) => request("POST", "", { phone }),
      verify: (phone: string, code: string, more = {}) =>
        request("POST", "/verify", { phone, code, ...more }),
    };
  };
  const codesOn = async (phone: string, count: number) =>
    (await stack.arrivals(phone, count)).map(({ body }) => body.replace("Your code is ", ""));
  const link = async (user: Awaited<ReturnType<typeof addUser>>, phone: string, more = {}) => {
    const sent = (await stack.arrived(phone)).length;
    assert.equal((await user.ask(phone)).status, 202);
    return await user.verify(phone, (await codesOn(phone, sent + 1)).at(-1)!, more);
  };

  const optOut = (user: { id: string }) =>
    sql`
      insert into public.sms_opt_outs (phone_hash, source)
      select phone_hash, 'api' from public.user_phone_numbers where user_id = ${user.id}`;

  try {
    await t.step(
      "are linked by the code that the phone gets, and listed for their owner",
      async () => {
        const user = await addUser();
        const phone = someNumber();
        const asked = await user.ask(phone.replace("+1646", "(646) "));
        assert.equal(asked.status, 202);
        assert.deepEqual(Object.keys(asked.body).toSorted(), [
          "code_expires_at",
          "created_at",
          "id",
          "phone",
          "verified_at",
        ]);
        assert.deepEqual([asked.body.phone, asked.body.verified_at], [phone, null]);
        const minutes = (Date.parse(asked.body.code_expires_at) - Date.now()) / 60_000;
        assert.ok(minutes > 9 && minutes <= 10);

        const [message] = await stack.arrivals(phone, 1);
        assert.match(message!.body, /^Your code is \d{6}$/);
        assert.equal(message!.from, SENDER);
        const code = message!.body.slice(-6);
        const [{ kept }] = await sql`
        select verification_code_hash as kept from public.user_phone_numbers where id = ${asked.body.id}` as unknown as [
          { kept: string },
        ];
        assert.match(kept, /^[\w-]+\.[\w-]{43}$/);
        assert.ok(!kept.includes(code));

        const wrong = await user.verify(phone, code === "000000" ? "000001" : "000000");
        assert.deepEqual([wrong.status, wrong.body.code, wrong.body.tries_left], [
          422,
          "wrong_code",
          4,
        ]);
        const right = await user.verify(phone, code);
        assert.deepEqual([right.status, right.body.id, right.body.phone], [
          200,
          asked.body.id,
          phone,
        ]);
        assert.ok(right.body.verified_at && right.body.moved_conversations === 0);
        assert.equal((await user.verify(phone, code)).body.code, "code_expired");

        const { verified_at, created_at, id } = right.body;
        assert.deepEqual((await user.request("GET", "")).body, {
          phone_numbers: [{ id, phone, verified_at, created_at }],
        });
        assert.deepEqual((await (await addUser()).request("GET", "")).body, { phone_numbers: [] });
      },
    );

    await t.step("let their user be found by others from then on", async () => {
      const [ana, ben] = [await addUser(), await addUser()];
      const participants = [{ user_id: ana.id }, { user_id: ben.id }];
      const create = () => service("POST", "/masking/conversations", { participants });
      assert.equal((await (await create()).json()).code, "phone_not_verified");
      const [anas, bens] = [someNumber(), someNumber()];
      await link(ana, anas);
      await link(ben, bens);
      const { participants: seats } = await (await create()).json();
      await stack.text(anas, seats[0].proxy_number, "hello from a verified number");
      assert.equal((await stack.arrivals(bens, 2))[1]!.body, "hello from a verified number");
    });

    await t.step("are answered for alike, whether somebody else has them or nobody", async () => {
      const asks = async (phone: string) => {
        const { status, headers, body } = await (await addUser()).ask(phone);
        for (const name of ["id", "phone", "created_at", "code_expires_at"]) {
          assert.ok(body[name], name);
          body[name] = "its own";
        }
        const shown = Object.fromEntries(headers);
        for (const name of ["date", "x-request-id", "content-length"]) shown[name] = "its own";
        return { status, headers: shown, body };
      };
      const verifies = async (phone: string) => {
        const { status, body } = await (await addUser()).verify(phone, "123456");
        return { status, body: { ...body, request_id: "its own" } };
      };
      const [free, taken, stopped] = [someNumber(), someNumber(), someNumber()];
      const [owner, stopper] = [await addUser(), await addUser()];
      await link(owner, taken);
      await link(stopper, stopped);
      await optOut(stopper);

      const expected = await asks(free);
      assert.deepEqual([expected.status, expected.body.verified_at], [202, null]);
      assert.deepEqual(await asks(taken), expected);
      assert.deepEqual(await asks(stopped), expected);
      const unknown = await verifies(free);
      assert.equal(unknown.body.code, "code_expired");
      assert.deepEqual(await verifies(taken), unknown);
      assert.deepEqual(await verifies(stopped), unknown);
      assert.equal((await owner.request("GET", "")).body.phone_numbers.length, 1);
    });

    await t.step("that have said STOP get no code; only their owner is told", async () => {
      const owner = await addUser();
      const phone = someNumber();
      await link(owner, phone);
      await optOut(owner);
      assert.equal((await owner.ask(phone)).body.code, "recipient_opted_out");
      const logged = stack.logs.length;
      assert.equal((await (await addUser()).ask(phone)).status, 202);
      await until(
        "the code is not sent",
        () => stack.logs.slice(logged).some((line) => line.includes('"recipient_opted_out"')),
      );
      assert.equal((await stack.arrived(phone)).length, 1);
    });

    await t.step("move to another user who proves them, and only then", async () => {
      const [former, next] = [await addUser(), await addUser()];
      const phone = someNumber();
      await link(former, phone);
      const verifiedAt = async (user: typeof former) =>
        (await user.request("GET", "")).body.phone_numbers[0].verified_at;
      await next.ask(phone);
      assert.ok(await verifiedAt(former));
      assert.equal((await next.verify(phone, (await codesOn(phone, 2))[1]!)).status, 200);
      assert.deepEqual([await verifiedAt(former), await verifiedAt(next) !== null], [null, true]);
    });

    await t.step(
      "take live conversations along when asked; the others notice nothing",
      async () => {
        const user = await addUser();
        const [old, fresh, other] = [someNumber(), someNumber(), someNumber()];
        await link(user, old);
        const made = await (await service("POST", "/masking/conversations", {
          participants: [{ user_id: user.id }, { phone: other }],
        })).json();
        const moved = await link(user, fresh, { move_conversations: true });
        assert.deepEqual([moved.status, moved.body.moved_conversations], [200, 1]);
        const now = await (await service("GET", `/masking/conversations/${made.id}`)).json();
        assert.deepEqual(now.participants, made.participants);
        await stack.text(other, made.participants[1].proxy_number, "hello to the new phone");
        assert.equal((await stack.arrivals(fresh, 2))[1]!.body, "hello to the new phone");
        assert.equal((await stack.arrived(old)).length, 1);
        // The pair of the old phone cools down, so that it cannot take the seat back.
        await user.ask(old);
        const back = await user.verify(old, (await codesOn(old, 2))[1]!, {
          move_conversations: true,
        });
        assert.deepEqual([back.status, back.body.code], [409, "number_taken"]);
      },
    );

    await t.step("are unlinked by their owner only", async () => {
      const user = await addUser();
      const { body } = await link(user, someNumber());
      const other = await (await addUser()).request("DELETE", `/${body.id}`);
      assert.deepEqual([other.status, other.body.code], [404, "phone_number_not_found"]);
      assert.equal((await user.request("DELETE", `/${body.id}`)).status, 204);
      assert.deepEqual((await user.request("GET", "")).body.phone_numbers, []);
    });

    await t.step("get five codes an hour, whoever asks", async () => {
      const phone = someNumber();
      const answers = [];
      for (let n = 0; n < 6; n++) answers.push(await (await addUser()).ask(phone));
      assert.deepEqual(answers.map(({ status }) => status), [202, 202, 202, 202, 202, 429]);
      assert.equal(answers[5]!.body.code, "rate_limited");
      assert.ok(Number(answers[5]!.headers.get("retry-after")) > 0);
    });

    await t.step("get no code from a number of the pool", async () => {
      await service("POST", "/masking/pool/numbers", { numbers: [{ number: SENDER }] })
        .then((response) => response.body?.cancel());
      const phone = someNumber();
      const logged = stack.logs.length;
      assert.equal((await (await addUser()).ask(phone)).status, 202);
      await until(
        "the code is not sent",
        () => stack.logs.slice(logged).some((line) => line.includes('"sender_not_allowed"')),
      );
      assert.deepEqual(await stack.arrived(phone), []);
      await sql`delete from public.phone_number_pool where number = ${SENDER}`;
    });

    await t.step("refuse what is nobody's phone, and callers who are no users", async () => {
      const user = await addUser();
      const code = async (phone: string) => (await user.ask(phone)).body.code;
      for (const phone of ["911", "+1 900 555 0101", "+61 131 450", "12", "+16465550101 ext 5"]) {
        assert.equal(await code(phone), "validation_failed", phone);
      }
      assert.equal(await code("+447400123456"), "country_not_allowed");
      assert.equal(await code(status.pool[0]!), "own_number");
      const as = async (headers: Record<string, string>) =>
        (await (await call("POST", "/phone-numbers", { phone: someNumber() }, headers)).json())
          .code;
      assert.equal(await as({}), "not_authenticated");
      assert.equal(await as({ apikey: status.secret_key }), "forbidden");
      await sql`delete from auth.users where id = ${user.id}`;
      assert.equal(await code(someNumber()), "not_authenticated");
    });
  } finally {
    await stack.stop();
  }
});
