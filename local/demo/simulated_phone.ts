import type { ShownText } from "./phone_screens.ts";

type SimulatedText = ShownText & { sid: string };

/** A phone of the carrier simulator, in somebody's hand. */
export type Phone = {
  owner: string;
  number: string;
  /** Sends a text; answers the SID that the carrier gave it. */
  text(to: string, body: string): Promise<string>;
  /** What has come and gone since it was picked up. */
  texts(): Promise<SimulatedText[]>;
};

/** Picks up somebody's phone. */
export async function pickUpPhone(
  simulatorUrl: string,
  owner: string,
  number: string,
): Promise<Phone> {
  const messages = `${simulatorUrl}/simulator/phones/${encodeURIComponent(number)}/messages`;
  const read = async () => {
    const { messages: shown } = await ask(`Read ${owner}'s phone`, await fetch(messages));
    return shown as SimulatedText[];
  };
  const old = new Set((await read()).map((text) => text.sid));
  return {
    owner,
    number,
    async text(to, body) {
      const response = await fetch(messages, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ to, body }),
      });
      return (await ask(`Text from ${owner}'s phone`, response)).sid;
    },
    texts: async () => (await read()).filter((text) => !old.has(text.sid)),
  };
}

async function ask(action: string, response: Response) {
  const text = await response.text();
  if (response.ok) return JSON.parse(text);
  throw new Error(`${action}: the simulator answered ${response.status}: ${text}`);
}
