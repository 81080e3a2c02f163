import type { SendSmsRequest, SentText } from "../api.gen.ts";
import type { Call, CallOptions } from "../create_call.ts";

type Text = Extract<SendSmsRequest, { action: "send" }>["payload"];

/** `/send-sms`: texts outside of conversations, from numbers of the app that are in no pool. */
export function textRoutes(call: Call) {
  return {
    /** From a public number magic links alone, for which nobody has to be signed in. */
    send: (text: Text, options?: CallOptions) =>
      call<SentText>(
        "POST",
        "send-sms",
        { body: { action: "send", payload: text }, keyed: true },
        options,
      ),
  };
}
