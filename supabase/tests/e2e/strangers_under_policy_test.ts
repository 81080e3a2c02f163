import assert from "node:assert/strict";
import { refuse, startCallPolicyHook } from "../support/call_policy_hook.ts";
import { startPolicyHook } from "../support/policy_hook.ts";
import { startStrangersHook } from "../support/strangers_hook.ts";
import { startTestStack } from "../support/test_stack.ts";

const [LEAD, SELLER] = ["+14155550161", "+14155550162"] as const;
const connect = () => Response.json({ action: "connect", participant: { phone: SELLER } });

Deno.test("A stranger's first text is judged by the policy hook, once the stranger is connected", async () => {
  const [strangers, policy] = [startStrangersHook(), startPolicyHook()];
  const stack = await startTestStack({ ...strangers.settings, ...policy.settings });
  try {
    strangers.answers(connect);
    policy.answers(({ data }) =>
      Response.json({ action: "change", body: data.body.replace("darn", "****") })
    );
    await stack.text(LEAD, stack.status.pool[0]!, "Is the darn flat free?");
    const { body, from } = (await stack.arrivals(SELLER, 1))[0]!;
    assert.deepEqual([body, from], ["Is the **** flat free?", stack.status.pool[0]]);
    const [question] = policy.about("Is the darn flat free?");
    assert.equal(question!.id, strangers.questions[0]!.id);
  } finally {
    await stack.stop();
    await Promise.all([strangers.stop(), policy.stop()]);
  }
});

Deno.test("A stranger's call rings nobody before the policy hook has allowed it", async () => {
  const [strangers, policy] = [startStrangersHook(), startCallPolicyHook()];
  const stack = await startTestStack({ ...strangers.settings, ...policy.settings });
  const { phones, status } = stack;
  try {
    strangers.answers(connect);
    policy.answers(() => refuse("late"));
    await phones.behave(SELLER, { on_call: "answer", digits: "1", hang_up_after_ms: 20 });
    const call = async () => await phones.ended(LEAD, await phones.place(LEAD, status.pool[0]!));
    assert.deepEqual((await call()).connected_to, []);
    assert.deepEqual([(await phones.calls(SELLER)).length, policy.questions.length], [0, 1]);
    policy.answers(() => Response.json({ action: "allow" }));
    assert.deepEqual((await call()).connected_to, [SELLER]);
    assert.equal(strangers.questions.length, 1);
  } finally {
    await stack.stop();
    await Promise.all([strangers.stop(), policy.stop()]);
  }
});
