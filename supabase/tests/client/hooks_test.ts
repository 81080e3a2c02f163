import assert from "node:assert/strict";
import { createMaskline } from "../../../client/src/index.ts";
import {
  MasklineProvider,
  useConversation,
  useConversations,
  useMessages,
  useVerifiedNumber,
} from "../../../client/src/react/index.ts";
import { openPage } from "../support/open_page.ts";
import { startTestStack } from "../support/test_stack.ts";

Deno.test("The hooks, on the local stack", async (t) => {
  const stack = await startTestStack();
  const [ana, ben] = [await stack.signIn(0), await stack.signIn(1)];
  const page = openPage();
  // These look for a page when they are loaded.
  const { createElement, StrictMode } = await import("react");
  const { act, cleanup, renderHook, waitFor } = await import("@testing-library/react");
  const options = { pollSeconds: 0.1, realtime: false };
  const [anas, bens] = [
    createMaskline(ana.client, options),
    createMaskline(ben.client, options),
  ];
  const hook = <T>(use: () => T) =>
    renderHook(use, {
      wrapper: ({ children }) =>
        createElement(
          StrictMode,
          null,
          createElement(MasklineProvider, { client: anas }, children),
        ),
    });
  const until = (check: () => void) => waitFor(check, { timeout: 20_000, interval: 20 });
  const both = { participants: [{ user_id: ana.id }, { user_id: ben.id }] };

  try {
    await t.step(
      "useConversations() shows what others begin, and what is begun here",
      async () => {
        const { result } = hook(() => useConversations({ status: "active", limit: 2 }));
        assert.deepEqual(
          [result.current.conversations, result.current.loading],
          [[], true],
        );
        await until(() => assert.equal(result.current.loading, false));
        const first = await bens.conversations.create(both);
        await until(() => assert.equal(result.current.conversations[0]?.id, first.id));
        const second = await act(() => result.current.create(both));
        assert.deepEqual(result.current.conversations.map(({ id }) => id), [
          second.id,
          first.id,
        ]);
        await bens.conversations.create(both);
        await until(() => assert.equal(result.current.conversations.length, 3));
        for (const { id } of result.current.conversations) {
          await bens.conversations.close(id);
        }
        await until(() => assert.deepEqual(result.current.conversations, []));
        cleanup();
      },
    );

    await t.step(
      "useConversation() sees what the other changes, and changes it",
      async () => {
        const { id } = await anas.conversations.create(both);
        const { result } = hook(() => useConversation(id));
        await until(() => assert.equal(result.current.conversation?.status, "active"));
        await act(() => result.current.update({ friendly_name: "Ride" }));
        assert.equal(result.current.conversation?.friendly_name, "Ride");
        await bens.conversations.close(id);
        await until(() =>
          assert.equal(
            result.current.conversation?.closed_reason,
            "participant",
          )
        );
        await assert.rejects(result.current.update({ expires_in: 60 }), {
          code: "conversation_closed",
        });
        cleanup();

        const nobodys = crypto.randomUUID();
        const missing = hook(() => useConversation(nobodys));
        await until(() =>
          assert.equal(
            missing.result.current.error?.code,
            "conversation_not_found",
          )
        );
        assert.deepEqual(
          [missing.result.current.conversation, missing.result.current.loading],
          [null, false],
        );
        cleanup();
      },
    );

    await t.step(
      "useMessages() shows texts and their delivery, pages back, and sends",
      async () => {
        const made = await anas.conversations.create(both);
        for (let n = 1; n <= 5; n++) {
          await bens.messages.post(made.id, { body: `Text ${n}` });
        }
        const { result } = hook(() => useMessages(made.id, { limit: 2 }));
        const bodies = () => result.current.messages.map(({ body }) => body);
        await until(() => assert.deepEqual(bodies(), ["Text 4", "Text 5"]));
        await act(() => result.current.loadOlder());
        assert.deepEqual(bodies(), ["Text 2", "Text 3", "Text 4", "Text 5"]);
        await act(() => result.current.loadOlder());
        assert.deepEqual([bodies().length, result.current.hasOlder], [
          5,
          false,
        ]);

        await stack.text(ben.phone, made.masked_number!, "By phone");
        await until(() => assert.equal(bodies()[5], "By phone"));
        await act(() => result.current.send("By app"));
        assert.deepEqual([bodies()[6], result.current.pending], ["By app", []]);
        await until(() =>
          assert.equal(
            result.current.messages[6]?.forwards[0]?.status,
            "delivered",
          )
        );

        await bens.conversations.close(made.id);
        await act(() => result.current.send("Too late"));
        const [late] = result.current.pending;
        assert.equal(late?.error?.code, "conversation_closed");
        await anas.conversations.list();
        act(() => result.current.discard(late!.key));
        assert.deepEqual(result.current.pending, []);
        cleanup();
      },
    );

    await t.step(
      "useVerifiedNumber() proves a number by the code that was texted",
      async () => {
        const phone = "+14155550178";
        const { result } = hook(() => useVerifiedNumber());
        await until(() => assert.equal(result.current.number?.phone, ana.phone));
        await act(() => result.current.link("not a number"));
        assert.equal(
          result.current.verification.error?.code,
          "validation_failed",
        );

        await act(() => result.current.link("(415) 555-0178"));
        assert.deepEqual(
          [result.current.verification.step, result.current.verification.phone],
          ["code_sent", phone],
        );
        const [text] = await stack.arrivals(phone, 1);
        await act(() => result.current.verify("000000"));
        assert.deepEqual(
          [
            result.current.verification.step,
            result.current.verification.error?.code,
          ],
          ["code_sent", "wrong_code"],
        );
        await act(() => result.current.verify(/\d{6}/.exec(text!.body)![0]));
        assert.deepEqual(
          [result.current.verification.step, result.current.number?.phone],
          ["idle", phone],
        );
        await act(() => result.current.unlink(result.current.number!.id));
        assert.equal(result.current.number?.phone, ana.phone);
        cleanup();
      },
    );
  } finally {
    cleanup();
    await page.close();
    await stack.stop();
  }
});
