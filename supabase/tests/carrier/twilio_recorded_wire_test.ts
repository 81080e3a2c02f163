import { freePort } from "../../../local/process/free_port.ts";
import { createTwilioCarrier } from "../../functions/_shared/carrier/twilio/create_twilio_carrier.ts";
import { carrierContract } from "../support/carrier_contract.ts";
import { twilioWords } from "./twilio_words.ts";
import { startRecordedWire } from "./recorded_wire.ts";

carrierContract("Twilio's adapter on a recorded wire", () => {
  const accountSid = `AC${crypto.randomUUID().replaceAll("-", "")}`;
  const authToken = crypto.randomUUID();
  const wire = startRecordedWire(accountSid, authToken);
  const settings = {
    TWILIO_ACCOUNT_SID: accountSid,
    TWILIO_AUTH_TOKEN: authToken,
    TWILIO_API_BASE_URL: wire.url,
  };
  return Promise.resolve({
    carrier: createTwilioCarrier(settings, 1_000),
    unreachable: createTwilioCarrier({
      ...settings,
      TWILIO_API_BASE_URL: `http://127.0.0.1:${freePort()}`,
    }),
    wrongCredentials: createTwilioCarrier({ ...settings, TWILIO_AUTH_TOKEN: "wrong" }),
    from: "+14155550110",
    to: "+14155550101",
    optedOut: "+15005550004",
    invalid: "+15005550001",
    fail: (how) => Promise.resolve(wire.fail(how)),
    ...twilioWords(authToken),
    receiveMedia: () => Promise.resolve(wire.receive()),
    stop: wire.stop,
  });
});
