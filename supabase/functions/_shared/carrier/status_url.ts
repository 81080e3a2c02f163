/** Where a carrier tells what became of a text: Twilio at sms-webhook itself, every other one under its name. */
export function statusUrl(
  publicFunctionsUrl: string,
  provider: string,
  forwardId?: string,
): string {
  const path = provider === "twilio" ? "/sms-webhook/status" : `/sms-webhook/${provider}/status`;
  return `${publicFunctionsUrl}${path}${forwardId === undefined ? "" : `?forward=${forwardId}`}`;
}
