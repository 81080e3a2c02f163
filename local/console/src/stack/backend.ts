import type { Conversation, ConversationChanges, NewConversation } from "maskline";

/** What the app's backend does, with the secret key that no page has. Each rejects with the API's own words. */
export const backend = {
  create: (input: NewConversation) => call<Conversation>("POST", "/masking/conversations", input),
  update: (id: string, changes: ConversationChanges) =>
    call<Conversation>("PATCH", `/masking/conversations/${id}`, changes),
  close: (id: string) => call("DELETE", `/masking/conversations/${id}`),
  liftBlock: (id: string) => call("DELETE", `/masking/conversations/${id}/block`),
  get: (id: string) => call<Conversation>("GET", `/masking/conversations/${id}`),
  /** What cron does every minute. */
  sweep: () => call<Record<string, number | boolean>>("POST", "/expire-conversations"),
};

async function call<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`/backend${path}`, {
    method,
    headers: { "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = response.status === 204 ? null : await response.json().catch(() => null);
  if (response.ok) return answer;
  throw new Error(answer?.detail ?? answer?.message ?? `Call the backend: ${response.status}`);
}
