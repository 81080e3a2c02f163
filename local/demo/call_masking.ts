/** Calls routes of `masking` as a signed-in user; throws what it answered instead of the wanted status. */
export function callMasking(apiUrl: string, publishableKey: string, accessToken: string) {
  return async (method: string, path: string, wanted: number, body: unknown) => {
    const response = await fetch(`${apiUrl}/functions/v1/masking/${path}`, {
      method,
      headers: {
        apikey: publishableKey,
        authorization: `Bearer ${accessToken}`,
        "content-type": "application/json",
      },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (response.status === wanted) return JSON.parse(text);
    throw new Error(
      `${method} /masking/${path}: it answered ${response.status}, not ${wanted}: ${text}`,
    );
  };
}
