import type { Deps } from "../deps.ts";
import { callHook, type HookResult } from "../hook/call_hook.ts";
import { readStrangerAnswer, type StrangerAnswer } from "./read_stranger_answer.ts";
import { type Asked, strangerQuestion } from "./stranger_question.ts";

/** The code of a result where there is nobody to ask, since the setting has been taken away. */
const NO_HOOK = "NO_HOOK";

/** Asks the app once what to do about a stranger. */
export async function askAboutStranger(
  { env, keys }: Pick<Deps, "env" | "keys">,
  asked: Asked,
): Promise<HookResult<StrangerAnswer>> {
  const { STRANGERS_WEBHOOK_URL: url, STRANGERS_WEBHOOK_SECRET: secret } = env;
  if (url === undefined || secret === undefined) return { kind: "failed", code: NO_HOOK };
  const hook = { url, secret, deadlineMilliseconds: env.STRANGERS_DEADLINE_MS };
  const question = await strangerQuestion(await keys(), asked);
  return await callHook(
    hook,
    asked.id,
    question,
    (text) => readStrangerAnswer(text, asked.channel),
  );
}
