import assert from "node:assert/strict";
import { createClient } from "@supabase/supabase-js";
import { createMaskline, isMasklineError, MasklineError } from "../../../client/src/index.ts";
import type { MasklineErrorCode } from "../../../client/src/index.ts";
import { startTestStack } from "../support/test_stack.ts";

Deno.test("The client, as an app of two users and its backend use it", async (t) => {
  const stack = await startTestStack();
  const [ana, ben] = [await stack.signIn(0), await stack.signIn(1)];
  const [anas, bens] = [createMaskline(ana.client), createMaskline(ben.client)];
  const backend = createMaskline(
    createClient(stack.status.api_url, stack.status.secret_key, {
      auth: { autoRefreshToken: false, persistSession: false },
    }),
    { as: "service" },
  );
  const both = {
    participants: [{ user_id: ana.id, label: "Ana" }, { user_id: ben.id }],
  };

  try {
    await t.step(
      "connects two users, who text each other by phone and by app",
      async () => {
        const made = await anas.conversations.create({
          ...both,
          friendly_name: "Lesson",
        });
        assert.equal(made.friendly_name, "Lesson");
        assert.deepEqual(await bens.conversations.get(made.id), made);

        await stack.text(ben.phone, made.masked_number!, "On my way");
        await stack.arrivals(ana.phone, 1);
        const posted = await anas.messages.post(made.id, { body: "See you" });
        await stack.arrivals(ben.phone, 1);
        const { messages } = await bens.messages.list(made.id);
        assert.deepEqual(messages.map(({ body }) => body), [
          "See you",
          "On my way",
        ]);
        assert.equal(messages[0]!.id, posted.id);

        const pin = await anas.participants.createPin(
          made.id,
          made.participants[0]!.id,
        );
        assert.match(pin.pin, /^\d{6}$/);
        await anas.participants.deletePin(made.id, made.participants[0]!.id);
        await bens.conversations.close(made.id);
        assert.equal(
          (await anas.conversations.get(made.id)).closed_reason,
          "participant",
        );
      },
    );

    await t.step("starts a call, and lists it", async () => {
      const made = await backend.conversations.create({
        ...both,
        mode: "voice",
      });
      const call = await anas.calls.start(made.id);
      assert.deepEqual(
        (await bens.calls.list(made.id)).calls.map(({ id }) => id),
        [call.id],
      );
      await backend.conversations.update(made.id, { status: "closed" });
    });

    await t.step("does once what is asked twice with one key", async () => {
      const options = { idempotencyKey: crypto.randomUUID() };
      const first = await backend.conversations.create(both, options);
      assert.equal(
        (await backend.conversations.create(both, options)).id,
        first.id,
      );
      // Without a key of the caller's each request has its own.
      const texts = await Promise.all([
        anas.messages.post(first.id, { body: "Twice" }),
        anas.messages.post(first.id, { body: "Twice" }),
      ]);
      assert.notEqual(texts[0]!.id, texts[1]!.id);
      await backend.conversations.close(first.id);
    });

    await t.step("pages through what there is", async () => {
      for (let n = 0; n < 3; n++) {
        await backend.conversations.create(strangers(n));
      }
      const first = await backend.conversations.list({
        limit: 2,
        status: "active",
      });
      const second = await backend.conversations.list({
        limit: 2,
        status: "active",
        cursor: first.next_cursor!,
      });
      assert.deepEqual([
        first.conversations.length,
        second.conversations.length,
      ], [2, 1]);
      assert.equal(second.next_cursor, null);
      await fails(
        backend.conversations.list({ cursor: "x" }),
        "invalid_cursor",
      );
    });

    await t.step("manages seats and masked phones of clients", async () => {
      const made = await backend.conversations.create(strangers(7));
      const grown = await backend.participants.add(made.id, {
        phone: "+16465550190",
      });
      const third = grown.participants[2]!;
      await backend.participants.changePhone(made.id, third.id, "+16465550191");
      await backend.participants.remove(made.id, third.id);
      await fails(
        backend.participants.remove(made.id, third.id),
        "participant_not_found",
      );

      const phone = await anas.clients.createMaskedPhone("client-7", {
        phone: "+16465550192",
      });
      assert.deepEqual(
        await anas.clients.getMaskedPhone(phone.client_id),
        phone,
      );
      assert.deepEqual(
        await backend.clients.getMaskedPhone(phone.client_id, {
          owner_user_id: ana.id,
        }),
        phone,
      );
      await anas.clients.deleteMaskedPhone(phone.client_id);
      await fails(
        anas.clients.getMaskedPhone(phone.client_id),
        "client_phone_not_found",
      );
    });

    await t.step("links and proves a number of one's own", async () => {
      const phone = "+14155550177";
      const requested = await anas.phoneNumbers.link(phone);
      assert.equal(requested.verified_at, null);
      const [text] = await stack.arrivals(phone, 1);
      const error = await fails(
        anas.phoneNumbers.verify({ phone, code: "000000" }),
        "wrong_code",
      );
      assert.equal(error.problem.tries_left, 4);
      const code = /\d{6}/.exec(text!.body)![0];
      const verified = await anas.phoneNumbers.verify({ phone, code });
      assert.deepEqual(
        (await anas.phoneNumbers.list()).map(({ id }) => id)[0],
        verified.id,
      );
      await anas.phoneNumbers.unlink(verified.id);
      await fails(
        anas.phoneNumbers.unlink(verified.id),
        "phone_number_not_found",
      );
    });

    await t.step("says of a failure what the API says", async () => {
      const invalid = await fails(
        anas.conversations.create({
          participants: [{ user_id: ana.id }, { phone: "1" }],
        }),
        "validation_failed",
      );
      assert.deepEqual(
        [invalid.status, invalid.errors.map(({ path }) => path)],
        [400, [
          "participants.1.phone",
        ]],
      );
      assert.match(invalid.requestId!, /^[0-9a-f-]{36}$/);
      assert.ok(invalid.idempotencyKey);
      assert.equal(invalid.retryAfter, null);
      await fails(
        anas.conversations.get(crypto.randomUUID()),
        "conversation_not_found",
      );
      await fails(anas.conversations.get("../pool"), "validation_failed");
      await fails(
        createMaskline(
          createClient(stack.status.api_url, stack.status.publishable_key),
        )
          .conversations.list(),
        "not_authenticated",
      );
    });
  } finally {
    await stack.stop();
  }
});

let people = 0;
const strangers = (_: number) => ({
  participants: [{ phone: `+1646555${1100 + people++}` }, {
    phone: `+1646555${1100 + people++}`,
  }],
});

async function fails(
  request: Promise<unknown>,
  code: MasklineErrorCode,
): Promise<MasklineError> {
  const error = await request.then(() => null, (error) => error);
  assert.ok(
    isMasklineError(error, code),
    `${error?.code ?? error} instead of ${code}`,
  );
  assert.ok(error instanceof MasklineError);
  return error;
}
