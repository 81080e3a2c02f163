import assert from "node:assert/strict";
import { fakeDeps } from "../_shared/fake_deps.ts";
import { deleteCopies } from "./delete_copies.ts";

Deno.test("deleteCopies() settles what is gone, and leaves the rest in the queue", async () => {
  const answers: Record<string, boolean | Error> = {
    SMgone: true,
    SMunderway: false,
    SMunknown: new Error("down"),
    MMgone: true,
    MMthere: false,
  };
  const { deps, calls, lines } = await fakeDeps({
    sql: ({ text }) =>
      text.includes("claim_carrier_deletions")
        ? Object.keys(answers).map((sid) => ({ sid, media_only: sid.startsWith("MM") }))
        : [],
    carrier: {
      deleteMessage(sid) {
        assert.ok(sid.startsWith("SM"));
        const answer = answers[sid]!;
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
      },
      deleteMedia(sid) {
        assert.ok(sid.startsWith("MM"));
        return Promise.resolve(answers[sid] === true);
      },
    },
  });
  assert.equal(await deleteCopies(deps, "request"), 5);
  const settled = calls.filter(({ text }) => text.includes("settle_carrier_deletion"));
  assert.deepEqual(settled.map(({ values }) => values), [["SMgone", false], ["MMgone", true]]);
  assert.deepEqual(lines.map(([event]) => event), ["copy_not_deleted"]);
});
