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
  await Promise.all(numbers.map(async (number) => {
    const response = await fetch(
      `${url}/2010-04-01/Accounts/${accountSid}/IncomingPhoneNumbers.json`,
      {
        method: "POST",
        headers: { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` },
        body: new URLSearchParams({
          PhoneNumber: number,
          SmsUrl: urls.sms,
          SmsMethod: "POST",
          VoiceUrl: urls.voice,
          VoiceMethod: "POST",
          StatusCallback: `${urls.voice}/status`,
          StatusCallbackMethod: "POST",
        }),
      },
    );
    await response.body?.cancel();
    if (!response.ok) {
      throw new Error(`Register ${number} at ${url}: it answered ${response.status}, not 201`);
    }
  }));
}
