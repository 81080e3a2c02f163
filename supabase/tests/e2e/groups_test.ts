import assert from "node:assert/strict";
import { until } from "../../../local/process/until.ts";
import { startTestStack } from "../support/test_stack.ts";

const [ANA, BEN, CYD, DAN] = ["+14155550151", "+14155550152", "+14155550153", "+14155550154"];

Deno.test("A group", async (t) => {
  const stack = await startTestStack();
  const { service, sql } = stack;
  const json = async (method: string, path: string, body?: unknown) => {
    const response = await service(method, path, body);
    return response.status === 204 ? null : await response.json();
  };
  const create = async (participants: object[], more = {}) =>
    await json("POST", "/masking/conversations", { participants, ...more });
  const bodies = async (number: string) => (await stack.arrived(number)).map(({ body }) => body);
  /** What has arrived since, once nothing is on its way any more. */
  const news = async (work: () => Promise<unknown>) => {
    const phones = [ANA!, BEN!, CYD!, DAN!];
    const before = await Promise.all(phones.map(bodies));
    await work();
    await stack.settled();
    const after = await Promise.all(phones.map(bodies));
    return after.map((texts, index) => texts.slice(before[index]!.length));
  };
  /** As `say`, until the answer has come. */
  const ask = async (from: string, to: string, body: string) => {
    const before = (await bodies(from)).length;
    await say(from, to, body);
    await stack.arrivals(from, before + 1);
  };
  const sid = () => `SM${crypto.randomUUID().replaceAll("-", "")}`;
  /** A webhook, three times. */
  const say = async (from: string, to: string, body: string) => {
    const params: [string, string][] = [
      ["MessageSid", sid()],
      ["From", from],
      ["To", to],
      ["Body", body],
    ];
    for (let times = 0; times < 3; times++) {
      const response = await stack.webhook(params);
      assert.deepEqual([response.status, await response.text()], [200, "<Response/>"]);
    }
  };

  try {
    const { id, participants, label_messages } = await create([
      { phone: ANA, label: "Driver" },
      { phone: BEN },
      { phone: CYD, label: "Dispatch" },
    ]);
    const [ana, ben, cyd] = participants.map((p: { proxy_number: string }) => p.proxy_number);

    await t.step("hears everybody by a label", async () => {
      assert.equal(label_messages, true);
      assert.deepEqual(await news(() => say(ANA!, ana, "on my way 👋")), [
        [],
        ["Driver: on my way 👋"],
        ["Driver: on my way 👋"],
        [],
      ]);
      assert.deepEqual(await news(() => say(BEN!, ben, " ok ")), [
        ["Guest 2:  ok "],
        [],
        ["Guest 2:  ok "],
        [],
      ]);
    });

    await t.step("passes what is said to one to nobody else", async () => {
      assert.deepEqual(await news(() => say(BEN!, ben, "@driver hello")), [
        ["Guest 2: @driver hello"],
        [],
        [],
        [],
      ]);
      assert.deepEqual(await news(() => say(ANA!, ana, "@Guest 2: hi")), [
        [],
        ["Driver: @Guest 2: hi"],
        [],
        [],
      ]);
      const all = await news(() => say(ANA!, ana, "@nobody here"));
      assert.deepEqual(all.map(({ length }) => length), [0, 1, 1, 0]);
      const { messages } = await json("GET", `/masking/conversations/${id}/messages`);
      assert.deepEqual(
        messages.slice(0, 3).map((m: { only_to_participant_id: string }) =>
          m.only_to_participant_id
        ),
        [null, participants[1].id, participants[0].id],
      );
      const posted = await news(() =>
        json("POST", `/masking/conversations/${id}/messages`, { body: "@dispatch news" })
      );
      assert.deepEqual(posted, [[], [], ["@dispatch news"], []]);
    });

    await t.step("lets the app speak to one alone", async () => {
      const path = `/masking/conversations/${id}/messages`;
      let posted: { only_to_participant_id: string } | undefined;
      const body = "only you";
      const [anas, bens, cyds] = await news(async () => {
        posted = await json("POST", path, { body, participant_id: participants[1].id });
      });
      assert.deepEqual([anas, bens, cyds], [[], [body], []]);
      assert.equal(posted!.only_to_participant_id, participants[1].id);
      const other = await create([{ phone: DAN }, { phone: ANA }]);
      for (const participant_id of [other.participants[0].id, crypto.randomUUID()]) {
        const refused = await service("POST", path, { body, participant_id });
        assert.deepEqual([refused.status, (await refused.json()).code], [
          404,
          "participant_not_found",
        ]);
      }
      await json("DELETE", `/masking/conversations/${other.id}`);
    });

    await t.step("leaves in peace who said MUTE, until UNMUTE", async () => {
      const [, answers] = await news(() => ask(BEN!, ben, " mute "));
      assert.equal(answers!.length, 1);
      assert.match(answers![0]!, /UNMUTE/);
      assert.deepEqual(await news(() => say(ANA!, ana, "quiet?")), [
        [],
        [],
        ["Driver: quiet?"],
        [],
      ]);
      assert.deepEqual(await news(() => say(BEN!, ben, "I speak")), [
        ["Guest 2: I speak"],
        [],
        ["Guest 2: I speak"],
        [],
      ]);
      const [, again] = await news(() => ask(BEN!, ben, "Unmute"));
      assert.equal(again!.length, 1);
      assert.deepEqual(await news(() => say(ANA!, ana, "back")), [
        [],
        ["Driver: back"],
        ["Driver: back"],
        [],
      ]);
    });

    await t.step("takes people in and lets them go while it runs", async () => {
      const path = `/masking/conversations/${id}/participants`;
      const refused = await service("POST", path, { phone: DAN, label: "DRIVER" });
      assert.deepEqual([refused.status, (await refused.json()).code], [409, "label_taken"]);
      const added = await json("POST", path, { phone: DAN });
      const { label, proxy_number } = added.participants[3];
      assert.equal(label, "Guest 4");
      assert.deepEqual(await news(() => say(DAN!, proxy_number, "new here")), [
        ["Guest 4: new here"],
        ["Guest 4: new here"],
        ["Guest 4: new here"],
        [],
      ]);

      const [anas, bens, cyds, dans] = await news(() => ask(BEN!, ben, "LEAVE"));
      assert.deepEqual([anas, cyds, dans], Array(3).fill(["Guest 2 has left."]));
      assert.deepEqual(bens!.length, 1);
      assert.match(bens![0]!, /left this group/);
      const after = await news(() => say(ANA!, ana, "who is there"));
      assert.deepEqual(after.map(({ length }) => length), [0, 0, 1, 1]);
      const late = await news(() => ask(BEN!, ben, "may I come back?"));
      assert.deepEqual(late.map(({ length }) => length), [0, 1, 0, 0]);

      await json("DELETE", `${path}/${added.participants[3].id}`);
      // Of the group two are left, who need no label.
      assert.deepEqual(await news(() => say(CYD!, cyd, "just us")), [["just us"], [], [], []]);
    });

    await t.step("answers MUTE, UNMUTE and LEAVE once, whatever the carrier does", async () => {
      const three = await create([{ phone: ANA }, { phone: BEN }, { phone: CYD }]);
      const path = `/masking/conversations/${three.id}`;
      const number = three.participants[1].proxy_number;
      const answer = async (status: string) =>
        (await sql`
          select f.id from public.sms_forwards f join public.sms_messages m on m.id = f.message_id
          where m.is_answer and f.status = ${status} and f.conversation_id = ${three.id}`).length;
      for (const word of ["MUTE", "UNMUTE", "LEAVE"]) {
        const got = await news(async () => {
          await stack.faults({ rate_limit: 1 });
          await say(BEN!, number, word);
          await until("the carrier takes nothing", async () =>
            (await sql`
              select from public.sms_forwards f join public.sms_messages m on m.id = f.message_id
              where m.is_answer and f.error_code = '20429' and f.conversation_id = ${three.id}`)
              .length === 1);
          await stack.faults({});
          await sql`update public.sms_forwards set next_attempt_at = now() where status = 'queued'`;
          await json("POST", "/expire-conversations");
        });
        assert.deepEqual([word, got[1]!.length], [word, 1]);
      }
      const { messages } = await json("GET", `${path}/messages`);
      const answers = messages.filter((message: { only_to_participant_id: string }) =>
        message.only_to_participant_id === three.participants[1].id
      );
      assert.equal(answers.length, 3);

      const back = await create([{ phone: ANA }, { phone: BEN }, { phone: CYD }]);
      three.id = back.id;
      const got = await news(async () => {
        await stack.faults({ slow_ms: 3_000 });
        await say(BEN!, back.participants[1].proxy_number, "MUTE");
        await until("the answer is being sent", async () => await answer("sending") === 1);
        stack.stack.functions.kill("sms-webhook", "SIGKILL");
        await stack.faults({});
        await sql`update public.sms_forwards set lease_expires_at = now() where status = 'sending'`;
        await json("POST", "/expire-conversations");
      });
      assert.equal(got[1]!.length, 1);
    });

    await t.step("of two is none: its words are words", async () => {
      const pair = await create([{ phone: ANA, label: "Driver" }, { phone: BEN }]);
      const number = pair.participants[0].proxy_number;
      for (const word of ["MUTE", "LEAVE", "@guest 2 hi"]) {
        assert.deepEqual(await news(() => say(ANA!, number, word)), [[], [word], [], []]);
      }
      const path = `/masking/conversations/${pair.id}`;
      assert.equal((await json("PATCH", path, { label_messages: true })).label_messages, true);
      assert.deepEqual(await news(() => say(ANA!, number, "MUTE")), [
        [],
        ["Driver: MUTE"],
        [],
        [],
      ]);
    });

    await t.step("gets a long text in parts, each once, whatever the carrier does", async () => {
      const three = await create([{ phone: BEN, label: "Driver" }, { phone: CYD }, { phone: DAN }]);
      await stack.faults({ accept_then_error: 0.5, repeat_webhook: 0.5, server_error: 0.2 });
      const long = "👩‍👩‍👧‍👦é ".repeat(200).slice(0, 13 * 123) + "!";
      const texts = ["first", long, "second", "y".repeat(1600), "last"];
      for (const text of texts) await say(BEN!, three.participants[0].proxy_number, text);
      await until("the sweep has looked up what is unknown", async () => {
        await sql`update public.sms_forwards set next_attempt_at = now()
          where status in ('queued', 'unknown')`;
        await json("POST", "/expire-conversations");
        return (await sql`
          select from public.sms_forwards where status in ('queued', 'sending', 'unknown')`)
          .length === 0;
      }, 60_000);
      await stack.faults({});
      for (const [index, number] of [CYD!, DAN!].entries()) {
        const from = three.participants[index + 1].proxy_number;
        const got = (await stack.arrived(number)).filter((text) =>
          text.from === from && text.body.startsWith("Driver: ")
        ).map(({ body }) => body);
        assert.equal(got.length, 7);
        assert.ok(got.every((body) => body.length <= 1600 && body.isWellFormed()));
        const pieces = got.map((body) => body.slice("Driver: ".length));
        assert.deepEqual(
          [pieces[0], pieces[1]! + pieces[2]!, pieces[3], pieces[4]! + pieces[5]!, pieces[6]],
          texts,
        );
      }
    });
  } finally {
    await stack.stop();
  }
});

Deno.test("A conversation with a window", async () => {
  const stack = await startTestStack();
  const { service } = stack;
  const code = async (response: Promise<Response>) => (await (await response).json()).code;
  try {
    const starts_at = new Date(Date.now() + 86_400_000).toISOString();
    const participants = [{ phone: ANA }, { phone: BEN }];
    const made = await (await service("POST", "/masking/conversations", {
      participants,
      starts_at,
      expires_in: 3600,
    })).json();
    assert.equal(Date.parse(made.expires_at) - Date.parse(made.starts_at), 3_600_000);
    const path = `/masking/conversations/${made.id}`;
    const number = made.participants[0].proxy_number;

    await stack.text(ANA!, number, "are we open?");
    await stack.text(ANA!, number, "and now?");
    assert.match((await stack.arrivals(ANA!, 1))[0]!.body, /not started yet/);
    const post = () => code(service("POST", `${path}/messages`, { body: "early news" }));
    assert.equal(await post(), "conversation_not_started");
    for (
      const [changes, expected] of [
        [{ expires_at: starts_at }, "expires_too_early"],
        [{ starts_at, expires_in: 60, max_expires_at: starts_at }, "validation_failed"],
        [{ extend_on_activity: 60 }, "validation_failed"],
      ] as const
    ) {
      assert.equal(await code(service("PATCH", path, changes)), expected);
    }

    const max_expires_at = new Date(Date.now() + 7_200_000).toISOString();
    const changes = { starts_at: null, expires_in: 60, extend_on_activity: 3600, max_expires_at };
    const opened = await (await service("PATCH", path, changes)).json();
    assert.deepEqual([opened.starts_at, opened.extend_on_activity], [null, 3600]);
    assert.equal(Date.parse(opened.max_expires_at), Date.parse(max_expires_at));
    await stack.text(ANA!, number, "in time");
    assert.equal((await stack.arrivals(BEN!, 1))[0]!.body, "in time");
    const { expires_at } = await (await service("GET", path)).json();
    assert.ok(Math.abs(Date.parse(expires_at) - Date.now() - 3_600_000) < 30_000);
    assert.equal((await stack.arrived(ANA!)).length, 1);
  } finally {
    await stack.stop();
  }
});
