import { freePort } from "../../../local/process/free_port.ts";
import { startSimulator } from "../../../local/simulator/start_simulator.ts";
import { createTwilioNumbers } from "../../functions/_shared/carrier/twilio/create_twilio_numbers.ts";
import { carrierNumbersContract } from "../support/carrier_numbers_contract.ts";
import { startRecordedNumbers } from "./recorded_numbers.ts";

const TIMEOUT_MILLISECONDS = 1_000;

carrierNumbersContract("Twilio's adapter on the simulator", async () => {
  const credentials = newCredentials();
  const simulator = await startSimulator({ port: 0, ...credentials });
  return {
    ...adapters(credentials, simulator.url),
    async fail(how) {
      const response = await fetch(`${simulator.url}/simulator/faults`, {
        method: "PUT",
        body: JSON.stringify(how === "nothing" ? {} : { [how]: 1 }),
      });
      await response.body?.cancel();
    },
    stop: simulator.stop,
  };
});

carrierNumbersContract("Twilio's adapter on a recorded wire", () => {
  const credentials = newCredentials();
  const wire = startRecordedNumbers(credentials.accountSid, credentials.authToken);
  return Promise.resolve({
    ...adapters(credentials, wire.url),
    fail: (how) => Promise.resolve(wire.fail(how)),
    stop: wire.stop,
  });
});

function newCredentials() {
  return {
    accountSid: `AC${crypto.randomUUID().replaceAll("-", "")}`,
    authToken: crypto.randomUUID(),
  };
}

function adapters({ accountSid, authToken }: ReturnType<typeof newCredentials>, url: string) {
  const open = (changes: Record<string, string>) =>
    createTwilioNumbers({
      TWILIO_ACCOUNT_SID: accountSid,
      TWILIO_AUTH_TOKEN: authToken,
      TWILIO_API_BASE_URL: url,
      ...changes,
    }, TIMEOUT_MILLISECONDS);
  return {
    numbers: open({}),
    unreachable: open({ TWILIO_API_BASE_URL: `http://127.0.0.1:${freePort()}` }),
    wrongCredentials: open({ TWILIO_AUTH_TOKEN: "wrong" }),
  };
}
