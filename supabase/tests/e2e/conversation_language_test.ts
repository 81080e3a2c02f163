import assert from "node:assert/strict";
import { startTestStack } from "../support/test_stack.ts";

const [ANA, BEN, CYD, EVE] = [
  "+14155550151",
  "+14155550152",
  "+14155550153",
  "+14155550159",
] as const;

Deno.test("A conversation has a language", async (t) => {
  const stack = await startTestStack({
    VOICE_LANGUAGE: "es-ES",
    VOICEMAIL_DAYS: "2",
    VOICE_ANNOUNCE: "true",
    CONTROL_WORDS: "BLOCK",
  });
  const { service, sql, phones } = stack;
  const converse = async (more: Record<string, unknown> = {}, people: string[] = [ANA, BEN]) => {
    const made = await service("POST", "/masking/conversations", {
      participants: people.map((phone, n) => ({ phone, ...(n === 0 ? { label: "Zoë" } : {}) })),
      mode: "message_and_voice",
      ...more,
    });
    assert.equal(made.status, 201);
    const conversation = await made.json();
    const numbers = conversation.participants.map((p: { proxy_number: string }) => p.proxy_number);
    return { ...conversation, path: `/masking/conversations/${conversation.id}`, numbers };
  };
  const close = (path: string) => service("DELETE", path);
  /** All that somebody hears who calls a number, and says nothing to the tone. */
  const heard = async (from: string, to: string, more = {}) => {
    const sid = await phones.place(from, to, more);
    const call = await phones.seen(
      from,
      "is over, or the tone is heard",
      ({ status, heard }) => status === "completed" || heard.includes("(beep)"),
    );
    if (call.status !== "completed") await phones.act(from, sid, "digits", "#");
    return (await phones.ended(from, sid)).heard.join(" ");
  };
  const newest = async (number: string, count: number) =>
    (await stack.arrivals(number, count)).at(-1)!.body;
  const count = async (number: string) => (await stack.arrived(number)).length;
  /** Everybody may be answered again. */
  const nextDay = () => sql`delete from public.rate_limits`;

  try {
    await t.step("that is set, shown, changed and taken away", async () => {
      const { path, language } = await converse({ language: "de-DE" });
      assert.equal(language, "de-DE");
      for (const [given, status] of [["fr-FR", 200], [null, 200], ["de", 400], ["xx-XX", 400]]) {
        assert.equal((await service("PATCH", path, { language: given })).status, status);
      }
      assert.equal((await service("PATCH", path, { language: "en-AU" })).status, 200);
      assert.equal((await service("PATCH", path, { friendly_name: "other" })).status, 200);
      assert.equal((await (await service("GET", path)).json()).language, "en-AU");
      const unknown = { participants: [{ phone: ANA }, { phone: BEN }], language: "Deutsch" };
      const refused = await service("POST", "/masking/conversations", unknown);
      assert.deepEqual([refused.status, (await refused.json()).code], [400, "validation_failed"]);
      await close(path);
    });

    await t.step("in which whoever is rung is asked, and the caller hears why", async () => {
      const { path, numbers } = await converse({ language: "de-DE" });
      await phones.behave(BEN, { on_call: "answer", digits: "2" });
      const words = await heard(ANA, numbers[0]);
      assert.match(
        words,
        /^Bitte warten Sie.*nicht erreichbar.*aufgezeichnet.*\(beep\).*Auf Wiederhören/,
      );
      assert.match((await phones.calls(BEN)).at(-1)!.heard[0]!, /Anruf von Zoë.*Drücken Sie die 1/);
      assert.match(await newest(BEN, 1), /Anruf verpasst.*2 Tage lang/);
      assert.equal((await service("PATCH", path, { language: "fr-FR" })).status, 200);
      assert.match(await heard(ANA, numbers[0]), /pas joignable pour le moment/);
      assert.match((await phones.calls(BEN)).at(-1)!.heard[0]!, /appel de Zoë/);
      assert.match(await newest(BEN, 2), /manqué un appel/);
      await close(path);
      assert.match(await heard(ANA, numbers[0]), /conversation est terminée/);
    });

    await t.step("in which a caller is told what the app has to say", async () => {
      const announcement = "Hier ist <Fahrdienst> & Co. Wir verbinden Sie.";
      const made = await converse({ language: "de-DE", announcement });
      assert.equal(made.announcement, announcement);
      await phones.behave(BEN, { on_call: "busy" });
      assert.ok((await heard(ANA, made.numbers[0])).startsWith(`${announcement} `));
      const [answer] = (await phones.answers()).slice(-3)
        .filter(({ body }) => body.includes("Fahrdienst"));
      assert.match(answer!.body, /<Say language="de-DE">Hier ist &lt;Fahrdienst&gt; &amp; Co/);
      assert.equal((await service("PATCH", made.path, { announcement: null })).status, 200);
      assert.match(await heard(ANA, made.numbers[0]), /^Bitte warten Sie/);

      const refused = async (response: Promise<Response>) => {
        const { code, errors } = await (await response).json();
        return [code, errors[0].path];
      };
      const expected = ["validation_failed", "announcement"];
      for (const words of ["", "a".repeat(201), "Call +1 415 555 0159"]) {
        assert.deepEqual(
          await refused(service("PATCH", made.path, { announcement: words })),
          expected,
        );
      }
      const ana = await stack.signIn(0);
      const asUser = (method: string, path: string, body: unknown) =>
        refused(stack.call(method, path, body, { authorization: `Bearer ${ana.jwt}` }));
      const participants = [{ user_id: ana.id }, { user_id: (await stack.signIn(1)).id }];
      const words = { announcement: "Your bank calls" };
      assert.deepEqual(
        await asUser("POST", "/masking/conversations", { participants, ...words }),
        expected,
      );
      assert.deepEqual(await asUser("PATCH", made.path, words), expected);
      await close(made.path);
    });

    await t.step("which else is the setting's, as for whoever nobody knows", async () => {
      const { path, numbers, language } = await converse();
      assert.equal(language, null);
      await phones.behave(BEN, { on_call: "busy" });
      assert.match(await heard(ANA, numbers[0]), /no está disponible/);
      assert.match(await heard(EVE, numbers[0]), /no está en uso/);
      assert.match(await heard(EVE, numbers[0], { withheld: true }), /número oculto/);
      await close(path);
    });

    await t.step("also for a PIN, as soon as it says which conversation is meant", async () => {
      const { path, numbers, participants } = await converse({ language: "de-DE" });
      const drawn = await service("POST", `${path}/participants/${participants[0].id}/pin`);
      const { pin } = await drawn.json();
      await phones.behave(BEN, { on_call: "busy" });
      await phones.behave(EVE, { on_call: "answer", digits: pin });
      assert.match(
        await heard(EVE, numbers[0]),
        /Introduzca su PIN.*werden verbunden.*nicht erreichbar/,
      );
      await close(path);
    });

    await t.step("also in a conference to which nobody comes", async () => {
      const { path, numbers } = await converse({ language: "de-DE" }, [ANA, BEN, CYD]);
      await phones.behave(BEN, { on_call: "busy" });
      await phones.behave(CYD, { on_call: "busy" });
      assert.match(await heard(ANA, numbers[0]), /nicht erreichbar/);
      await close(path);
    });

    await t.step("in which late and early texts are answered", async () => {
      const early = await converse({ language: "fr-FR", starts_at: "2099-01-01T00:00:00Z" });
      let before = await count(ANA);
      await stack.text(ANA, early.numbers[0], "hello");
      assert.match(await newest(ANA, before + 1), /pas encore commencé/);
      assert.match(await heard(ANA, early.numbers[0]), /pas encore commencé/);
      await close(early.path);

      await nextDay();
      before++;
      await stack.text(ANA, early.numbers[0], "hello");
      assert.match(await newest(ANA, before + 1), /est terminée.*pas été remis/);
      await stack.text(EVE, early.numbers[0], "hello");
      assert.match(await newest(EVE, 1), /no está en uso/);
    });

    await t.step("in which notices are texted", async () => {
      const group = await converse({ language: "de-DE" }, [ANA, BEN, CYD]);
      const before = await Promise.all([ANA, BEN].map(count));
      await stack.text(BEN, group.numbers[1], "MUTE");
      assert.match(await newest(BEN, before[1]! + 1), /keine Nachrichten.*UNMUTE/);
      await stack.text(BEN, group.numbers[1], "LEAVE");
      assert.match(await newest(BEN, before[1]! + 2), /Gruppe verlassen/);
      assert.equal(await newest(ANA, before[0]! + 1), "Guest 2 hat die Gruppe verlassen.");
      const page = "data:text/html;base64,PGh0bWw+";
      await stack.text(CYD, group.numbers[2], "look", [page]);
      assert.match(await newest(ANA, before[0]! + 2), /look\n\(Ein Anhang konnte nicht/);
      await close(group.path);

      const pair = await converse({ language: "fr-FR" });
      const [anas, bens] = await Promise.all([ANA, BEN].map(count));
      await service("POST", `/masking/pool/numbers/${pair.numbers[0]}/replace`, {});
      assert.match(await newest(ANA, anas! + 1), /désormais sur ce numéro/);
      assert.match(await newest(BEN, bens! + 1), /désormais sur ce numéro/);
      await stack.text(BEN, pair.numbers[1], "BLOCK");
      assert.match(await newest(BEN, bens! + 2), /plus mis en relation/);
      assert.match(await newest(ANA, anas! + 2), /Cette conversation est terminée/);
    });
  } finally {
    await stack.stop();
  }
});
