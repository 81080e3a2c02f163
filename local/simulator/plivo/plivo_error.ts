/** An error answer of Plivo's REST API: words, no code (docs: messaging/api/response). */
export function plivoError(status: number, error: string): Response {
  return Response.json({ api_id: crypto.randomUUID(), error }, { status });
}
