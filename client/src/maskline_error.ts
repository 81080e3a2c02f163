import type { ErrorCode, Problem } from "./api.gen.ts";

/**
 * A code of the API; or one of what has no answer of the API: `network_failure` (no answer came, so it is not known whether the
 * request was served), `platform_failure` (Supabase answered, not Maskline), `aborted` (by the caller's signal).
 */
export type MasklineErrorCode =
  | ErrorCode
  | "network_failure"
  | "platform_failure"
  | "aborted";

/** What is known of a failure; `problem` is the whole answer. */
export type MasklineErrorInit = {
  code: MasklineErrorCode;
  detail: string;
  status?: number;
  errors?: { path: string; message: string }[];
  requestId?: string | null;
  retryAfter?: number | null;
  idempotencyKey?: string | null;
  problem?: Partial<Problem>;
  cause?: unknown;
};

/** Every failure of this package. Branch on `code`; `detail` is for people, and may change. */
export class MasklineError extends Error {
  override name = "MasklineError";
  readonly code: MasklineErrorCode;
  readonly detail: string;
  /** Of the answer; 0 when there was none. */
  readonly status: number;
  /** What is wrong with which value, with `validation_failed`. */
  readonly errors: readonly { path: string; message: string }[];
  /** Quote it when something has to be looked up: it is in the log of the function. */
  readonly requestId: string | null;
  /** Seconds to wait before trying again. */
  readonly retryAfter: number | null;
  /** Of the request that failed: repeat it with this key, and it is done at most once. */
  readonly idempotencyKey: string | null;
  /** The whole answer, with `tries_left`, `available_at`, `carrier_code` where there are. */
  readonly problem: Readonly<Partial<Problem>>;

  constructor(init: MasklineErrorInit) {
    super(
      init.detail,
      init.cause === undefined ? undefined : { cause: init.cause },
    );
    this.code = init.code;
    this.detail = init.detail;
    this.status = init.status ?? 0;
    this.errors = init.errors ?? [];
    this.requestId = init.requestId ?? null;
    this.retryAfter = init.retryAfter ?? null;
    this.idempotencyKey = init.idempotencyKey ?? null;
    this.problem = init.problem ?? {};
  }
}

/** Whether something that was thrown is ours, and has one of these codes if any are given. */
export function isMasklineError(
  error: unknown,
  ...codes: MasklineErrorCode[]
): error is MasklineError {
  // By name: an app may hold two copies of this package.
  if (!(error instanceof Error) || error.name !== "MasklineError") return false;
  return codes.length === 0 || codes.includes((error as MasklineError).code);
}
