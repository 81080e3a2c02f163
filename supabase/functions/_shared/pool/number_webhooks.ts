import type { NumberWebhooks } from "../carrier/carrier_numbers.ts";

/** Where the texts and calls of our numbers go in this project, and where the end of a call is told. */
export function numberWebhooks(publicFunctionsUrl: string): NumberWebhooks {
  return {
    sms: `${publicFunctionsUrl}/sms-webhook`,
    voice: `${publicFunctionsUrl}/voice-webhook`,
    callStatus: `${publicFunctionsUrl}/voice-webhook/status`,
  };
}
