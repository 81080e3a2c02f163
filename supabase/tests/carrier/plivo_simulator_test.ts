import assert from "node:assert/strict";
import { freePort } from "../../../local/process/free_port.ts";
import { until } from "../../../local/process/until.ts";
import { startSimulator } from "../../../local/simulator/start_simulator.ts";
import { createPlivoCarrier } from "../../functions/_shared/carrier/plivo/create_plivo_carrier.ts";
import { carrierContract } from "../support/carrier_contract.ts";
import { plivoWords } from "./plivo_words.ts";

const FROM = "+14155550110";
const OPTED_OUT = "+14155550104";

/** Plivo's simulator with one number, to which somebody has said STOP. */
async function startPlivo() {
  const plivo = { authId: "MA0123456789ABCDEF01", authToken: crypto.randomUUID() };
  const simulator = await startSimulator({ port: 0, accountSid: "", authToken: "", plivo });
  const call = async (method: string, path: string, body: unknown) => {
    const response = await fetch(`${simulator.url}/simulator${path}`, {
      method,
      body: JSON.stringify(body),
    });
    await response.body?.cancel();
    assert.ok(response.ok);
  };
  // Nobody listens there: what comes in is never handed over.
  await call("PUT", `/plivo/numbers/${encodeURIComponent(FROM)}`, {
    message_url: `http://127.0.0.1:${freePort()}/`,
  });
  const text = (from: string, body: string) =>
    call("POST", `/phones/${encodeURIComponent(from)}/messages`, { to: FROM, body });
  await text(OPTED_OUT, "Stop");
  const account = {
    PLIVO_AUTH_ID: plivo.authId,
    PLIVO_AUTH_TOKEN: plivo.authToken,
    PLIVO_API_BASE_URL: simulator.url,
  };
  return { simulator, account, text, call };
}

carrierContract("Plivo's adapter on the simulator", async () => {
  const { simulator, account, call } = await startPlivo();
  return {
    carrier: createPlivoCarrier(account, 1_000),
    unreachable: createPlivoCarrier({
      ...account,
      PLIVO_API_BASE_URL: `http://127.0.0.1:${freePort()}`,
    }),
    wrongCredentials: createPlivoCarrier({ ...account, PLIVO_AUTH_TOKEN: "wrong" }),
    from: FROM,
    to: "+14155550101",
    optedOut: OPTED_OUT,
    invalid: "+1415",
    fail: (how) => call("PUT", "/faults", { [how]: 1 }),
    ...plivoWords(account.PLIVO_AUTH_TOKEN),
    async receiveMedia() {
      const media = Array.from({ length: 2 }, () => `data:image/gif,GIF89a`);
      const texted = await fetch(`${simulator.url}/simulator/phones/%2B14155550102/messages`, {
        method: "POST",
        body: JSON.stringify({ to: FROM, media }),
      });
      return `plivo:${(await texted.json()).sid}`;
    },
    stop: simulator.stop,
  };
});

Deno.test("Plivo's adapter lists the texts whose webhook Plivo has given up, page by page, without their words", async () => {
  const { simulator, account, text } = await startPlivo();
  try {
    const people = Array.from({ length: 24 }, (_, index) => `+141555501${20 + index}`);
    for (const person of people) await text(person, "hello");
    const carrier = createPlivoCarrier(account);
    const since = new Date();
    await until(
      "Plivo has given up on all of them",
      async () => (await carrier.findReceived(since)).length === 25,
    );
    const texts = await carrier.findReceived(since);
    assert.deepEqual(texts.map(({ from }) => from), [OPTED_OUT, ...people]);
    for (const { sid, from: _, ...rest } of texts) {
      assert.match(sid, /^plivo:[0-9a-f-]{36}$/);
      assert.deepEqual(rest, {
        kind: "text",
        to: FROM,
        body: null,
        mediaCount: 0,
        mediaUrls: [],
        optOutType: null,
      });
    }
    const later = new Date(Date.now() + 86_400_000 + 3_600_000);
    assert.deepEqual(await carrier.findReceived(later), []);
  } finally {
    await simulator.stop();
  }
});
