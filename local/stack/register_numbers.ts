/**
 * Tells the carrier that the account owns the numbers and where their texts and calls go
 * (https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource). Throws when it takes one of them not.
 */
export async function registerNumbers(
  carrier: { url: string; accountSid: string; authToken: string },
  numbers: readonly string[],
  urls: { sms: string; voice: string },
): Promise<void> {
  const { url, accountSid, authToken } = carrier;
  const collection = `${url}/2010-04-01/Accounts/${accountSid}/IncomingPhoneNumbers`;
  const call = async (number: string, address: string, form?: Record<string, string>) => {
    const response = await fetch(address, {
      method: form ? "POST" : "GET",
      headers: { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` },
      body: form ? new URLSearchParams(form) : null,
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`Register ${number} at ${url}: it answered ${response.status}, not 201`);
    }
    return JSON.parse(text);
  };
  await Promise.all(numbers.map(async (number) => {
    const query = new URLSearchParams({ PhoneNumber: number });
    const { incoming_phone_numbers: [owned] } = await call(number, `${collection}.json?${query}`);
    const webhooks = {
      SmsUrl: urls.sms,
      SmsMethod: "POST",
      VoiceUrl: urls.voice,
      VoiceMethod: "POST",
      StatusCallback: `${urls.voice}/status`,
      StatusCallbackMethod: "POST",
    };
    await (owned
      ? call(number, `${collection}/${owned.sid}.json`, webhooks)
      : call(number, `${collection}.json`, { PhoneNumber: number, ...webhooks }));
  }));
}
