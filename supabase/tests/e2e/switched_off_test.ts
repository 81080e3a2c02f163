import assert from "node:assert/strict";
import { freePort } from "../../../local/process/free_port.ts";
import { startTestStack } from "../support/test_stack.ts";

Deno.test("With masking switched off and no carrier in reach", async (t) => {
  const stack = await startTestStack({
    PHONE_MASKING_ENABLED: "false",
    TWILIO_API_BASE_URL: `http://127.0.0.1:${freePort()}`,
  });
  const { service } = stack;
  const answer = async (path: string, body: unknown) => {
    const response = await service("POST", path, body);
    return [response.status, (await response.json()).code];
  };
  try {
    await t.step("nobody is connected, by a conversation or a client's masked phone", async () => {
      const participants = [{ phone: "+14155550151" }, { phone: "+14155550152" }];
      const owner = (await stack.signIn(0)).id;
      assert.deepEqual(await answer("/masking/conversations", { participants }), [
        403,
        "masking_disabled",
      ]);
      assert.deepEqual(
        await answer("/masking/clients/client/masked-phone", {
          owner_user_id: owner,
          phone: "+14155550151",
        }),
        [403, "masking_disabled"],
      );
    });

    await t.step(
      "send-sms says that the carrier is not there, not that the request is wrong",
      async () => {
        const text = { to: "+14155550151", from: "+14155550198", body: "Hello" };
        assert.deepEqual(await answer("/send-sms", { action: "send", payload: text }), [
          503,
          "carrier_unavailable",
        ]);
      },
    );
  } finally {
    await stack.stop();
  }
});
