import type { VoiceCarrier } from "../voice_carrier.ts";
import { classifyFailure } from "./classify_failure.ts";
import { parseCall, parseProgress } from "./parse_call.ts";
import { createTwilioApi, type TwilioAccount, type TwilioCall } from "./twilio_api.ts";
import { CarrierCallError } from "../carrier_call_error.ts";
import { verifyWebhook } from "./verify_webhook.ts";
import { writeTwiml } from "./write_twiml.ts";

const TIMEOUT_MILLISECONDS = 10_000;
const CALL_EVENTS = ["initiated", "ringing", "answered", "completed"];

/** Twilio behind the port for calls. */
export function createTwilioVoice(
  settings: TwilioAccount,
  timeoutMilliseconds = TIMEOUT_MILLISECONDS,
): VoiceCarrier {
  const twilio = createTwilioApi(settings, timeoutMilliseconds);

  return {
    provider: "twilio",

    async readCall(request) {
      const params = await verifyWebhook(settings.TWILIO_AUTH_TOKEN, request);
      return params && parseCall(params);
    },

    async answer(steps, language) {
      return new Response(await writeTwiml(steps, language), {
        headers: { "content-type": "text/xml; charset=utf-8" },
      });
    },

    async ring({ to, from, answeredUrl, statusUrl, ringSeconds, maxSeconds }) {
      try {
        const { sid } = await twilio.createCall([
          ["To", to],
          ["From", from],
          ["Url", answeredUrl],
          ["StatusCallback", statusUrl],
          ...CALL_EVENTS.map((event): [string, string] => ["StatusCallbackEvent", event]),
          ["Timeout", String(ringSeconds)],
          ["TimeLimit", String(maxSeconds)],
        ]);
        return { kind: "accepted", sid };
      } catch (error) {
        const { kind, code } = classifyFailure(error) as {
          kind: "refused" | "unknown";
          code: string;
        };
        return { kind, code };
      }
    },

    redirect: (sid, url) => twilio.updateCall(sid, { Url: url }),

    hangUp: (sid) => twilio.updateCall(sid, { Status: "completed" }),

    async findCall(call) {
      const found = "sid" in call
        ? await orNull(twilio.fetchCall(call.sid))
        : (await twilio.listCalls({ ParentCallSid: call.parentSid }).next()).value;
      return found ? progress(found) : null;
    },

    fetchRecording: (sid, format) => orNull(twilio.fetchRecording(sid, format)),
  };
}

function progress({ sid, status, duration }: TwilioCall) {
  return parseProgress(sid, status, duration);
}

async function orNull<T>(found: Promise<T>): Promise<T | null> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof CarrierCallError && error.status === 404) return null;
    throw error;
  }
}
