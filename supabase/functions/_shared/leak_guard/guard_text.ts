import type { Sql } from "../db/connect.ts";
import { decrypt } from "../privacy/decrypt.ts";
import { encrypt } from "../privacy/encrypt.ts";
import { encryptNotice, type NoticeDeps } from "../routing/encrypt_notice.ts";
import { judgeText, type LeakPolicy, type Verdict } from "./judge_text.ts";

/**
 * What judging a text needs: its conversation's policy, and what its sender sent just before. `names_participant`: it begins with the
 * "@label" of a participant, which is no name on another service.
 */
export type Guard = {
  message_id: string;
  policy: LeakPolicy;
  names_participant?: boolean;
  earlier_encrypted: string[];
};

const NOTICES = { warned: "leakWarned", blocked: "leakBlocked" } as const;

/**
 * Judges a text before it is handed over for the first time, and keeps the verdict by `masking.settle_guard`, so that every recipient
 * and every later attempt gets the same. What may be relayed; null when nothing may.
 */
export async function guardText(
  deps: NoticeDeps & { sql: Sql },
  guard: Guard,
  text: string,
): Promise<string | null> {
  const keys = await deps.keys();
  // One that a key of long ago encrypted is no reason to hold this one back.
  const earlier = await Promise.all(
    guard.earlier_encrypted.map((body) => decrypt(keys, "body", body).catch(() => "")),
  );
  // Not where the policy hook has put another text in its place.
  const names = guard.names_participant && text.trimStart().startsWith("@");
  const begin = names ? text.indexOf("@") + 1 : 0;
  const judged = judgeText(guard.policy, text.slice(begin), earlier);
  const name = judged.verdict === "warned" || judged.verdict === "blocked"
    ? NOTICES[judged.verdict]
    : null;
  const notice = name === null ? null : await encryptNotice(deps, (texts) => texts[name]);
  const [row] = await deps.sql<{ kept: { verdict: Verdict; body_encrypted: string | null } }[]>`
    select masking.settle_guard(
      message_id => ${guard.message_id}, verdict => ${judged.verdict},
      body_encrypted => ${
    judged.verdict === "redacted"
      ? await encrypt(keys, "body", text.slice(0, begin) + judged.text)
      : null
  },
      notice_encrypted => ${notice && deps.sql.json(notice)}) as kept`;
  const { verdict, body_encrypted } = row!.kept;
  return verdict === "blocked" ? null : await decrypt(keys, "body", body_encrypted!);
}
