/** What the API refused: `code` as in docs/errors.md, or `unreachable` when there was no answer. */
export class ServiceError extends Error {
  override name = "ServiceError";
  constructor(readonly code: string, message: string) {
    super(message);
  }
}

/** Asks a service route with a secret key; throws a `ServiceError`. The key goes into the header and nowhere else. */
export async function callService<T>(
  apiUrl: string,
  secretKey: string,
  path: string,
  signal?: AbortSignal,
): Promise<T> {
  const response = await fetch(`${apiUrl}/functions/v1/masking${path}`, {
    headers: { apikey: secretKey },
    ...(signal ? { signal } : {}),
  }).catch((error) => {
    if (signal?.aborted) throw error;
    throw new ServiceError("unreachable", "The API does not answer");
  });
  const body = await response.json().catch(() => ({}));
  if (response.ok) return body;
  throw new ServiceError(
    body.code ?? "unexpected_failure",
    body.message ?? `The API answered ${response.status}`,
  );
}
