import type { MasklineError } from "../maskline_error.ts";

/** Where the proof of a number stands: `idle`, a code is asked for, is on its way, is being checked. */
export type VerificationStep = "idle" | "requesting" | "code_sent" | "checking";

export type Verification = {
  step: VerificationStep;
  /** The number that is to be proved. */
  phone: string | null;
  codeExpiresAt: string | null;
  error: MasklineError | null;
  /** Who wants to prove it. */
  identity: string | null | undefined;
};

export type VerificationEvent =
  | { type: "request"; phone: string; identity: string | null | undefined }
  | { type: "sent"; phone: string; codeExpiresAt: string }
  | { type: "check" }
  | { type: "failed"; error: MasklineError }
  | { type: "reset" };

export const NO_VERIFICATION: Verification = {
  step: "idle",
  phone: null,
  codeExpiresAt: null,
  error: null,
  identity: undefined,
};

/** The next state; an event that does not belong to the step changes nothing. */
export function nextVerification(state: Verification, event: VerificationEvent): Verification {
  switch (event.type) {
    case "request": {
      const { phone, identity } = event;
      return { ...NO_VERIFICATION, step: "requesting", phone, identity };
    }
    case "sent": {
      const { phone, codeExpiresAt } = event;
      return state.step === "requesting"
        ? { ...state, step: "code_sent", phone, codeExpiresAt }
        : state;
    }
    case "check":
      return state.step === "code_sent" ? { ...state, step: "checking", error: null } : state;
    case "failed":
      return afterFailure(state, event.error);
    case "reset":
      return NO_VERIFICATION;
  }
}

function afterFailure(state: Verification, error: MasklineError): Verification {
  if (state.step === "requesting") return { ...state, step: "idle", error };
  if (state.step !== "checking") return state;
  // Only a new code helps then.
  return ["code_expired", "too_many_tries"].includes(error.code)
    ? { ...state, step: "idle", codeExpiresAt: null, error }
    : { ...state, step: "code_sent", error };
}
