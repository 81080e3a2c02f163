import type { SupabaseClient } from "@supabase/supabase-js";
import { MasklineError } from "./maskline_error.ts";
import { readFailure } from "./read_failure.ts";

/** What is used of supabase-js. */
export type SupabaseLike = Pick<
  SupabaseClient,
  "functions" | "auth" | "realtime" | "channel" | "removeChannel"
>;

/** `idempotencyKey` is made for each request that takes one; give your own to repeat a request. */
export type CallOptions = {
  signal?: AbortSignal | undefined;
  idempotencyKey?: string | undefined;
};

/** Which page of a list: `limit` is 1 to 100, `cursor` the `next_cursor` of the page before. */
export type PageOptions = { limit?: number; cursor?: string | undefined };

type Query = Record<string, string | number | undefined>;

/** One request; answers the resource, throws a `MasklineError`. */
export type Call = <T>(
  method: "GET" | "POST" | "PATCH" | "DELETE",
  path: string,
  request?: { query?: Query | undefined; body?: unknown; keyed?: boolean },
  options?: CallOptions,
) => Promise<T>;

/** Requests over `supabase.functions.invoke`, which signs them with the user's JWT or the secret key. */
export function createCall(supabase: SupabaseLike): Call {
  return async <T>(
    ...[method, path, { query, body, keyed } = {}, options = {}]: Parameters<
      Call
    >
  ) => {
    const idempotencyKey = keyed ? options.idempotencyKey ?? crypto.randomUUID() : null;
    // Otherwise this is found out only after the request was sent.
    if (options.signal?.aborted) {
      throw aborted(idempotencyKey, options.signal.reason);
    }
    const { data, error } = await supabase.functions.invoke<T>(
      path + writeQuery(query),
      {
        method,
        headers: idempotencyKey === null ? {} : { "idempotency-key": idempotencyKey },
        ...(body === undefined ? {} : { body: body as Record<string, unknown> }),
        ...(options.signal ? { signal: options.signal } : {}),
      },
    );
    if (!error) return data as T;
    if (options.signal?.aborted) throw aborted(idempotencyKey, error);
    throw new MasklineError({
      ...await readFailure(error),
      idempotencyKey,
      cause: error,
    });
  };
}

function aborted(idempotencyKey: string | null, cause: unknown): MasklineError {
  const detail = "Send the request: it was aborted";
  return new MasklineError({ code: "aborted", detail, idempotencyKey, cause });
}

function writeQuery(query: Query = {}): string {
  const given = Object.entries(query).filter((entry) => entry[1] !== undefined);
  if (given.length === 0) return "";
  return `?${new URLSearchParams(
    given.map(([name, value]) => [name, String(value)]),
  )}`;
}
