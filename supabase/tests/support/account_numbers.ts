import type { TestStack } from "./test_stack.ts";

export type AccountNumber = {
  sid: string;
  phone_number: string;
  sms_url: string;
  voice_url: string;
  status_callback: string;
};

/** The numbers that the carrier account has, as its API shows them. */
export async function accountNumbers({ status }: TestStack): Promise<AccountNumber[]> {
  return (await callNumbers(status, "GET", ".json?PageSize=1000")).incoming_phone_numbers;
}

/** One call of the carrier's API about the account's numbers. */
export async function callNumbers(
  status: TestStack["status"],
  method: string,
  path: string,
  form?: Record<string, string>,
) {
  const { simulator_url, twilio_account_sid, twilio_auth_token } = status;
  const response = await fetch(
    `${simulator_url}/2010-04-01/Accounts/${twilio_account_sid}/IncomingPhoneNumbers${path}`,
    {
      method,
      headers: { authorization: `Basic ${btoa(`${twilio_account_sid}:${twilio_auth_token}`)}` },
      body: form ? new URLSearchParams(form) : null,
    },
  );
  const text = await response.text();
  return text === "" ? null : JSON.parse(text);
}
