import { freePort } from "../../../local/process/free_port.ts";
import { startSimulator } from "../../../local/simulator/start_simulator.ts";
import { createTwilioCarrier } from "../../functions/_shared/carrier/twilio/create_twilio_carrier.ts";
import { carrierContract } from "../support/carrier_contract.ts";
import { twilioWords } from "./twilio_words.ts";

carrierContract("Twilio's adapter on the simulator", async () => {
  const accountSid = `AC${crypto.randomUUID().replaceAll("-", "")}`;
  const authToken = crypto.randomUUID();
  const simulator = await startSimulator({ port: 0, accountSid, authToken });
  const settings = {
    TWILIO_ACCOUNT_SID: accountSid,
    TWILIO_AUTH_TOKEN: authToken,
    TWILIO_API_BASE_URL: simulator.url,
  };
  const from = "+14155550110";
  const registered = await fetch(
    `${simulator.url}/2010-04-01/Accounts/${accountSid}/IncomingPhoneNumbers.json`,
    {
      method: "POST",
      headers: { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` },
      body: new URLSearchParams({ PhoneNumber: from }),
    },
  );
  await registered.body?.cancel();
  return {
    carrier: createTwilioCarrier(settings, 1_000),
    unreachable: createTwilioCarrier({
      ...settings,
      TWILIO_API_BASE_URL: `http://127.0.0.1:${freePort()}`,
    }),
    wrongCredentials: createTwilioCarrier({ ...settings, TWILIO_AUTH_TOKEN: "wrong" }),
    from,
    to: "+14155550101",
    optedOut: "+15005550004",
    invalid: "+15005550001",
    async fail(how) {
      const response = await fetch(`${simulator.url}/simulator/faults`, {
        method: "PUT",
        body: JSON.stringify({ [how]: 1 }),
      });
      await response.body?.cancel();
    },
    ...twilioWords(authToken),
    async receiveMedia() {
      const media = Array.from({ length: 2 }, () => `data:image/gif,GIF89a`);
      const texted = await fetch(`${simulator.url}/simulator/phones/%2B14155550102/messages`, {
        method: "POST",
        body: JSON.stringify({ to: from, media }),
      });
      return (await texted.json()).sid;
    },
    stop: simulator.stop,
  };
});
