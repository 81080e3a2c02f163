/** The faults of the simulated carrier: probabilities from 0 to 1, and `slow_ms`. */
export type Faults = Record<string, number | boolean>;

const phonePath = (phone: string) => `/simulator/phones/${encodeURIComponent(phone)}`;

/** What people do with their simulated telephones, and what the simulated carrier does wrong. Each rejects with what was wrong. */
export const simulator = {
  text: (phone: string, to: string, body: string, media: string[] = []) =>
    call("POST", `${phonePath(phone)}/messages`, { to, body, media }),
  call: (phone: string, to: string) => call("POST", `${phonePath(phone)}/calls`, { to }),
  answer: (phone: string, sid: string) => call("POST", `${phonePath(phone)}/calls/${sid}/answer`),
  reject: (phone: string, sid: string) => call("POST", `${phonePath(phone)}/calls/${sid}/reject`),
  hangUp: (phone: string, sid: string) => call("POST", `${phonePath(phone)}/calls/${sid}/hang_up`),
  press: (phone: string, sid: string, digits: string) =>
    call("POST", `${phonePath(phone)}/calls/${sid}/digits`, { digits }),
  faults: () => call("GET", "/simulator/faults") as Promise<Faults>,
  setFaults: (faults: Faults) => call("PUT", "/simulator/faults", faults) as Promise<Faults>,
};

async function call(method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(path, {
    method,
    ...(method === "GET" ? {} : {
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body ?? {}),
    }),
  });
  const answer = await response.json().catch(() => null);
  if (response.ok) return answer;
  throw new Error(answer?.message ?? `Use the simulator: it answered ${response.status}`);
}
