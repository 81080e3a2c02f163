import { AppError } from "../errors.ts";
import { readBody } from "../http/read_body.ts";
import { failureCode, postSigned, type Receiver } from "./post_signed.ts";

export type Hook = Receiver & { deadlineMilliseconds: number };

/** What came of asking; `code` of a failure: TIMEOUT, NETWORK, HTTP_…, TOO_LARGE or NO_ANSWER (`read` made nothing of it). */
export type HookResult<Answer> = { kind: "answered"; answer: Answer } | {
  kind: "failed";
  code: string;
};

/**
 * Asks a hook of the operator's once, under an id which stays the same however often one asks. Takes 64 kB at most, and ends in time.
 */
export async function callHook<Answer>(
  hook: Hook,
  id: string,
  payload: string,
  read: (text: string) => Answer | null,
): Promise<HookResult<Answer>> {
  try {
    const response = await postSigned(hook, id, payload, hook.deadlineMilliseconds);
    if (response.status !== 200) {
      await response.body?.cancel();
      return { kind: "failed", code: `HTTP_${response.status}` };
    }
    const answer = read(await readBody(response));
    return answer ? { kind: "answered", answer } : { kind: "failed", code: "NO_ANSWER" };
  } catch (error) {
    return { kind: "failed", code: codeOf(error) };
  }
}

function codeOf(error: unknown): string {
  if (error instanceof AppError) return error.code === "body_too_large" ? "TOO_LARGE" : "NO_ANSWER";
  return failureCode(error);
}
