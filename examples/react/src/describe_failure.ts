import { isMasklineError, type MasklineErrorCode } from "maskline";

const SENTENCES: Partial<Record<MasklineErrorCode, string>> = {
  alone_in_conversation: "Nobody else is here yet.",
  conversation_closed: "This conversation has ended.",
  conversation_not_started: "This conversation has not begun yet.",
  network_failure: "You seem to be offline. Try again.",
  phone_not_verified: "One of you has no verified number yet.",
  pool_exhausted: "All numbers are in use. Try again later.",
  rate_limited: "That was too often. Try again later.",
  validation_failed: "Something in it is not as it has to be.",
  wrong_code: "That is not the code.",
};

/** What to say of a failure: an app has its own words for each code that it expects. */
export function describeFailure(error: unknown): string {
  if (!isMasklineError(error)) return "Something went wrong.";
  return SENTENCES[error.code] ?? `Something went wrong (${error.code}).`;
}
