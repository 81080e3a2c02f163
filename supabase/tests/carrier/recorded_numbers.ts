const OFFERED = Array.from({ length: 9 }, (_, i) => `+16285550${String(100 + i)}`);

const error = (code: number, status: number, message: string) =>
  Response.json(
    { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status },
    { status },
  );

/** A server that sells numbers in the shapes of Twilio's documentation and OpenAPI examples. */
export function startRecordedNumbers(accountSid: string, authToken: string) {
  const account = `/2010-04-01/Accounts/${accountSid}`;
  const owned = new Map<string, Record<string, unknown>>();

  const incoming = (sid: string, form: URLSearchParams, before: Record<string, unknown> = {}) => ({
    account_sid: accountSid,
    address_requirements: "none",
    address_sid: null,
    api_version: "2010-04-01",
    beta: false,
    capabilities: { voice: true, sms: true, mms: true, fax: false },
    date_created: "Thu, 30 Jul 2015 23:19:04 +0000",
    date_updated: "Thu, 30 Jul 2015 23:19:04 +0000",
    friendly_name: "(628) 555-0100",
    identity_sid: null,
    origin: "twilio",
    phone_number: form.get("PhoneNumber") ?? before.phone_number,
    sid,
    sms_application_sid: form.get("SmsApplicationSid") ?? before.sms_application_sid ?? "",
    sms_fallback_method: "POST",
    sms_fallback_url: "",
    sms_method: form.get("SmsMethod") ?? before.sms_method ?? "POST",
    sms_url: form.get("SmsUrl") ?? before.sms_url ?? "",
    status: "in-use",
    status_callback: form.get("StatusCallback") ?? before.status_callback ?? "",
    status_callback_method: form.get("StatusCallbackMethod") ?? before.status_callback_method ??
      "POST",
    trunk_sid: form.get("TrunkSid") || null,
    uri: `${account}/IncomingPhoneNumbers/${sid}.json`,
    voice_application_sid: form.get("VoiceApplicationSid") ?? before.voice_application_sid ?? "",
    voice_caller_id_lookup: false,
    voice_method: form.get("VoiceMethod") ?? before.voice_method ?? "POST",
    voice_url: form.get("VoiceUrl") ?? before.voice_url ?? "",
  });

  let failure: "refuse_buy" | "buy_then_error" | "nothing" = "nothing";
  async function answer(request: Request): Promise<Response> {
    if (request.headers.get("authorization") !== `Basic ${btoa(`${accountSid}:${authToken}`)}`) {
      return error(20003, 401, "Authenticate");
    }
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === "/v1/PhoneNumbers/Countries/US") {
      return Response.json({
        country: "United States",
        iso_country: "US",
        phone_number_prices: [
          { number_type: "local", base_price: "1.15", current_price: "1.15" },
          { number_type: "toll free", base_price: "2.15", current_price: "2.15" },
        ],
        price_unit: "USD",
        url: "https://pricing.twilio.com/v1/PhoneNumbers/Countries/US",
      });
    }
    if (pathname === `${account}/AvailablePhoneNumbers/US/Local.json`) {
      const found = OFFERED.filter((number) =>
        !owned.has(number) && number.startsWith(`+1${searchParams.get("AreaCode") ?? ""}`)
      );
      return Response.json({
        available_phone_numbers: found.slice(0, Number(searchParams.get("PageSize"))).map((
          phone_number,
        ) => ({
          address_requirements: "none",
          beta: false,
          capabilities: { mms: true, sms: true, voice: true },
          friendly_name: phone_number,
          iso_country: "US",
          phone_number,
        })),
        uri: pathname,
      });
    }

    const [, rest] = pathname.split(`${account}/IncomingPhoneNumbers`);
    if (rest === undefined) return error(20404, 404, "Not Found");
    if (rest === ".json" && request.method === "GET") {
      const number = searchParams.get("PhoneNumber");
      return Response.json({
        incoming_phone_numbers: [...owned.values()].filter(({ phone_number }) =>
          number === null || phone_number === number
        ),
        page: 0,
        page_size: 1000,
        start: 0,
        end: 0,
        next_page_uri: null,
      });
    }
    const form = new URLSearchParams(await request.text());
    if (rest === ".json") {
      const number = form.get("PhoneNumber")!;
      if (owned.has(number) || failure === "refuse_buy") {
        return error(21422, 400, `${number} is not available`);
      }
      const sid = `PN${crypto.randomUUID().replaceAll("-", "")}`;
      owned.set(number, incoming(sid, form));
      return failure === "buy_then_error"
        ? new Response("<html>Bad Gateway</html>", { status: 502 })
        : Response.json(owned.get(number), { status: 201 });
    }
    const found = [...owned.values()].find(({ sid }) => rest === `/${sid}.json`);
    if (!found) return error(20404, 404, "Not Found");
    const number = String(found.phone_number);
    if (request.method === "DELETE") {
      owned.delete(number);
      return new Response(null, { status: 204 });
    }
    owned.set(number, incoming(String(found.sid), form, found));
    return Response.json(owned.get(number));
  }

  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, answer);
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    fail(how: typeof failure) {
      failure = how;
    },
    stop: () => server.shutdown(),
  };
}
