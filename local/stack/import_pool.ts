/** The numbers that the local stack lends: +14155550110 to +14155550119. */
export const POOL_NUMBERS = Array.from({ length: 10 }, (_, i) => `+141555501${10 + i}`);

/** Puts the pool numbers into the pool, at a pace that only a simulated carrier takes, through the public API as an operator would. Throws what the API answered when it did not. */
export async function importPool(apiUrl: string, secretKey: string): Promise<void> {
  const response = await fetch(`${apiUrl}/functions/v1/masking/pool/numbers`, {
    method: "POST",
    headers: { apikey: secretKey, "content-type": "application/json" },
    body: JSON.stringify({
      numbers: POOL_NUMBERS.map((number) => ({ number, segments_per_second: 1_000 })),
    }),
  });
  const answer = await response.text();
  if (!response.ok) {
    throw new Error(
      `Import the pool numbers: masking answered ${response.status}, not 201: ${answer}`,
    );
  }
}
