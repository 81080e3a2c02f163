import assert from "node:assert/strict";
import { startTestStack } from "../support/test_stack.ts";
import { until } from "../../../local/process/until.ts";

const MINUTE = 60_000;
const [LOS_ANGELES, NEW_YORK] = ["+14155550151", "+12125550152"];

/** A time of the day in Los Angeles, so many minutes from now. */
function timeInLosAngeles(minutes: number): string {
  return new Date(Date.now() + minutes * MINUTE)
    .toLocaleTimeString("en-GB", { timeZone: "America/Los_Angeles" }).slice(0, 5);
}

Deno.test("In quiet hours a text waits for the end of the night where its recipient is", async () => {
  const stack = await startTestStack({
    QUIET_HOURS: `${timeInLosAngeles(-30)}-${timeInLosAngeles(60)}`,
  });
  const { service, sql } = stack;
  try {
    const made = await service("POST", "/masking/conversations", {
      participants: [{ phone: LOS_ANGELES }, { phone: NEW_YORK }],
    });
    const { id, participants: [west, east] } = await made.json();
    await stack.text(NEW_YORK, east.proxy_number, "are you up?");
    const [forward] = await until("the text is put off", async () => {
      const rows = await sql<{ status: string; minutes: number }[]>`
        select status, extract(epoch from next_attempt_at - now())::float8 / 60 as minutes
        from public.sms_forwards where next_attempt_at > now() + interval '10 minutes'`;
      return rows.length > 0 ? [...rows] : null;
    });
    assert.equal(forward!.status, "queued");
    assert.ok(forward!.minutes > 55 && forward!.minutes <= 60, String(forward!.minutes));

    await service("POST", `/masking/conversations/${id}/messages`, { body: "Your ride is here" });
    assert.deepEqual(
      (await stack.arrivals(NEW_YORK, 1)).map(({ body }) => body),
      ["Your ride is here"],
    );
    const { resent } = await (await service("POST", "/expire-conversations")).json();
    assert.equal(resent, 0);
    // What somebody has just asked for comes at once.
    await service("POST", "/send-sms", {
      action: "send",
      payload: { to: LOS_ANGELES, from: "+14155550198", body: "your code" },
    });
    assert.deepEqual((await stack.arrivals(LOS_ANGELES, 1)).map(({ body }) => body), ["your code"]);

    await stack.text(LOS_ANGELES, west.proxy_number, "awake now");
    assert.equal((await stack.arrivals(NEW_YORK, 2))[1]!.body, "awake now");
    // A sweep that comes too early puts it off again.
    await sql`update public.sms_forwards set next_attempt_at = now() where status = 'queued'`;
    await service("POST", "/expire-conversations");
    assert.equal((await stack.arrived(LOS_ANGELES)).length, 1);
  } finally {
    await stack.stop();
  }
});
