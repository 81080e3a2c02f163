import type { MasklineError } from "../maskline_error.ts";

/** Where the proof of a number stands: `idle`, a code is asked for, is on its way, is being checked. */
export type VerificationStep = "idle" | "requesting" | "code_sent" | "checking";

export type Verification = {
  step: VerificationStep;
  /** The number that is to be proved. */
  phone: string | null;
  codeExpiresAt: string | null;
  error: MasklineError | null;
};

export type VerificationEvent =
  | { type: "request"; phone: string }
  | { type: "sent"; phone: string; codeExpiresAt: string }
  | { type: "check" }
  | { type: "failed"; error: MasklineError }
  | { type: "reset" };

export const NO_VERIFICATION: Verification = {
  step: "idle",
  phone: null,
  codeExpiresAt: null,
  error: null,
};

/** The next state; an event that does not belong to the step changes nothing. */
export function nextVerification(
  state: Verification,
  event: VerificationEvent,
): Verification {
  switch (event.type) {
    case "request":
      return { ...NO_VERIFICATION, step: "requesting", phone: event.phone };
    case "sent":
      if (state.step !== "requesting") return state;
      return {
        step: "code_sent",
        phone: event.phone,
        codeExpiresAt: event.codeExpiresAt,
        error: null,
      };
    case "check":
      return state.step === "code_sent" ? { ...state, step: "checking", error: null } : state;
    case "failed":
      if (state.step === "requesting") {
        return { ...state, step: "idle", error: event.error };
      }
      if (state.step !== "checking") return state;
      // Only a new code helps then.
      return ["code_expired", "too_many_tries"].includes(event.error.code)
        ? { ...state, step: "idle", codeExpiresAt: null, error: event.error }
        : { ...state, step: "code_sent", error: event.error };
    case "reset":
      return NO_VERIFICATION;
  }
}
