import assert from "node:assert/strict";
import { validateRequest } from "twilio/lib/webhooks/webhooks.js";
import { until } from "../process/until.ts";
import { startSimulator } from "./start_simulator.ts";

const ANA = "+14155550101";
const NUMBER = "+14155550110";

/** A simulator, an app behind one of its numbers that answers as told, and what the two exchange. */
async function withSimulator(
  work: (t: {
    url: string;
    api: (method: string, path: string, form?: Record<string, string>) => Promise<Response>;
    control: (method: string, path: string, body?: unknown) => Promise<Response>;
    text: (body: string, from?: string) => Promise<void>;
    phone: (number: string) => Promise<{ body: string; direction: string }[]>;
    idle: () => Promise<void>;
    hooks: { path: string; params: URLSearchParams; signed: boolean; token: string | null }[];
    answerWith: (answer: () => Response | Promise<Response>) => void;
    setWebhook: (path: string) => Promise<void>;
  }) => Promise<void>,
): Promise<void> {
  const accountSid = `AC${"0".repeat(32)}`;
  const authToken = crypto.randomUUID();
  const simulator = await startSimulator({ port: 0, accountSid, authToken });
  const hooks: { path: string; params: URLSearchParams; signed: boolean; token: string | null }[] =
    [];
  let answer: () => Response | Promise<Response> = () =>
    new Response("<Response/>", { headers: { "content-type": "text/xml" } });
  const app = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, async (request) => {
    const params = new URLSearchParams(await request.text());
    const { pathname, search } = new URL(request.url);
    const url = `http://127.0.0.1:${app.addr.port}${pathname}${search}`;
    hooks.push({
      path: pathname + search,
      params,
      signed: validateRequest(
        authToken,
        request.headers.get("x-twilio-signature") ?? "",
        url,
        Object.fromEntries(params),
      ),
      token: request.headers.get("i-twilio-idempotency-token"),
    });
    return answer();
  });
  const api = (method: string, path: string, form?: Record<string, string>) =>
    fetch(`${simulator.url}/2010-04-01/Accounts/${accountSid}${path}`, {
      method,
      headers: { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` },
      body: form ? new URLSearchParams(form) : null,
    });
  const control = (method: string, path: string, body?: unknown) =>
    fetch(`${simulator.url}/simulator${path}`, {
      method,
      body: body === undefined ? null : JSON.stringify(body),
    });
  const setWebhook = async (path: string) => {
    const SmsUrl = `http://127.0.0.1:${app.addr.port}${path}`;
    const bought = await api("POST", "/IncomingPhoneNumbers.json", { PhoneNumber: NUMBER, SmsUrl });
    if (bought.status === 201) {
      await bought.body?.cancel();
      return;
    }
    assert.equal((await bought.json()).code, 21422);
    const list = await (await api("GET", "/IncomingPhoneNumbers.json")).json();
    const changed = await api(
      "POST",
      `/IncomingPhoneNumbers/${list.incoming_phone_numbers[0].sid}.json`,
      { SmsUrl },
    );
    assert.equal((await changed.json()).sms_url, SmsUrl);
  };
  try {
    await setWebhook("/sms?a=b#rc=0");
    await work({
      url: simulator.url,
      api,
      control,
      hooks,
      setWebhook,
      answerWith: (next) => answer = next,
      async text(body, from = ANA) {
        const response = await control("POST", `/phones/${encodeURIComponent(from)}/messages`, {
          to: NUMBER,
          body,
        });
        assert.deepEqual([response.status, Object.keys(await response.json())], [202, ["sid"]]);
      },
      phone: async (number) =>
        (await (await control("GET", `/phones/${encodeURIComponent(number)}/messages`)).json())
          .messages,
      idle: () =>
        until(
          "the simulator is idle",
          async () => (await (await control("GET", "/idle")).json()).idle,
        ),
    });
  } finally {
    await simulator.stop();
    await app.shutdown();
  }
}

Deno.test("A text calls the webhook, signed over its URL without the fragment, in order for a pair", () =>
  withSimulator(async ({ text, idle, hooks }) => {
    for (const body of ["one", " two ", "three 👋"]) await text(body);
    await idle();
    assert.deepEqual(hooks.map(({ params }) => params.get("Body")), ["one", " two ", "three 👋"]);
    assert.ok(hooks.every(({ signed, path, token }) => signed && path === "/sms?a=b" && token));
    assert.deepEqual([...hooks[0]!.params.keys()].slice(0, 4), [
      "ToCountry",
      "ToState",
      "SmsMessageSid",
      "NumMedia",
    ]);
  }));

Deno.test("A created message arrives on the phone and reports its statuses but the first", () =>
  withSimulator(async ({ api, phone, idle, hooks }) => {
    const created = await api("POST", "/Messages.json", {
      To: ANA,
      From: NUMBER,
      Body: "hi",
      StatusCallback: await callbackUrl(api),
    });
    const message = await created.json();
    assert.deepEqual([created.status, message.status, message.num_segments, message.direction], [
      201,
      "queued",
      "1",
      "outbound-api",
    ]);
    await idle();
    assert.deepEqual((await phone(ANA)).map(({ body, direction }) => [body, direction]), [[
      "hi",
      "in",
    ]]);
    assert.deepEqual(hooks.map(({ params, signed }) => [params.get("MessageStatus"), signed]), [[
      "sent",
      true,
    ], ["delivered", true]]);
  }));

Deno.test("A phone tells only what is new to those who say how many texts they know", () =>
  withSimulator(async ({ control }) => {
    const path = `/phones/${encodeURIComponent(ANA)}/messages`;
    for (const body of ["One", "Two"]) await control("POST", path, { to: NUMBER, body });
    const after = async (known: number) => {
      const { messages, count } = await (await control("GET", `${path}?after=${known}`)).json();
      return [messages.map(({ body }: { body: string }) => body), count];
    };
    assert.deepEqual([await after(0), await after(1), await after(2)], [
      [["One", "Two"], 2],
      [["Two"], 2],
      [[], 2],
    ]);
  }));

Deno.test("A phone sends pictures: the carrier keeps what their URLs answer, behind its credentials", () =>
  withSimulator(async ({ url, control, idle, hooks, phone, api }) => {
    const media = ["data:image/png,picture", "data:image/gif,GIF89a"];
    const path = `/phones/${encodeURIComponent(ANA)}/messages`;
    for (const bad of ["x", [1], ["no url"], Array(11).fill(media[0])]) {
      assert.equal((await control("POST", path, { to: NUMBER, media: bad })).status, 400);
    }
    const { sid } = await (await control("POST", path, { to: NUMBER, media })).json();
    await idle();
    assert.match(sid, /^MM/);
    const { params } = hooks[0]!;
    assert.deepEqual([params.get("NumMedia"), params.get("MediaContentType1")], ["2", "image/gif"]);
    const keptAt = params.get("MediaUrl1")!;
    assert.ok(keptAt.startsWith(url));
    assert.equal((await fetch(keptAt)).status, 401);
    const kept = await api("GET", keptAt.slice(keptAt.indexOf("/Messages")));
    assert.deepEqual([kept.headers.get("content-type"), await kept.text()], [
      "image/gif",
      "GIF89a",
    ]);
    const [shown] = await phone(ANA) as unknown as { media: { url: string }[] }[];
    assert.deepEqual(shown!.media.map(({ url }) => url), media);
    await api("DELETE", `/Messages/${sid}.json`);
    assert.equal((await api("GET", keptAt.slice(keptAt.indexOf("/Messages")))).status, 404);
  }));

Deno.test("The carrier fetches what it is offered, and fails a message whose media it cannot get or carry", () =>
  withSimulator(async ({ api, phone, idle }) => {
    const host = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, (request) => {
      const { pathname } = new URL(request.url);
      return pathname === "/gone"
        ? new Response(null, { status: 404 })
        : new Response(new Uint8Array(pathname === "/large" ? 5 * 1024 * 1024 + 1 : 3));
    });
    const base = `http://127.0.0.1:${host.addr.port}`;
    const offer = async (url: string) => {
      const form = { To: ANA, From: NUMBER, Body: "", MediaUrl: url };
      const { code, sid } = await (await api("POST", "/Messages.json", form)).json();
      await idle();
      if (code !== undefined) return code;
      const { status, error_code, num_media } = await (await api("GET", `/Messages/${sid}.json`))
        .json();
      return [status, error_code, num_media];
    };
    try {
      assert.equal(await offer("ftp://example.com/x"), 21620);
      assert.deepEqual(await offer(`${base}/picture`), ["delivered", null, "1"]);
      for (const path of ["/gone", "/large"]) {
        assert.deepEqual(await offer(base + path), ["failed", 63019, "1"]);
      }
      const shown = await phone(ANA) as unknown as { media: { url: string; size: number }[] }[];
      assert.deepEqual(shown.map(({ media }) => media[0]!.size), [3]);
      assert.equal((await (await fetch(shown[0]!.media[0]!.url)).bytes()).length, 3);
    } finally {
      await host.shutdown();
    }
  }));

Deno.test("A message on its way cannot be deleted, one that has arrived can", () =>
  withSimulator(async ({ api, idle, hooks, answerWith }) => {
    const heard = Promise.withResolvers<Response>();
    answerWith(() => heard.promise.then((response) => response.clone()));
    const created = await api("POST", "/Messages.json", {
      To: ANA,
      From: NUMBER,
      Body: "hi",
      StatusCallback: await callbackUrl(api),
    });
    const { sid } = await created.json();
    const remove = async () => {
      const response = await api("DELETE", `/Messages/${sid}.json`);
      return [response.status, (await response.text()).includes("20009")];
    };
    await until("it is sent", () => hooks.length === 1);
    assert.deepEqual(await remove(), [409, true]);
    heard.resolve(new Response(null, { status: 204 }));
    await idle();
    assert.deepEqual([await remove(), (await remove())[0]], [[204, false], 404]);
  }));

Deno.test("STOP is answered by the carrier, blocks the pair and still calls the webhook; START undoes it", () =>
  withSimulator(async ({ api, text, phone, idle, hooks }) => {
    const send = async () =>
      (await (await api("POST", "/Messages.json", { To: ANA, From: NUMBER, Body: "x" })).json())
        .code;
    await text(" stop ");
    assert.equal(await send(), 21610);
    await text("START");
    assert.equal(await send(), undefined);
    await idle();
    assert.equal(hooks.length, 2);
    assert.equal((await phone(ANA)).filter(({ direction }) => direction === "in").length, 3);
  }));

Deno.test("An answer of TwiML or plain text is texted to the sender; an empty one is not", () =>
  withSimulator(async ({ text, phone, idle, answerWith }) => {
    await text("a");
    await idle();
    answerWith(() =>
      new Response("<Response><Message>x &amp; y</Message></Response>", {
        headers: { "content-type": "text/xml" },
      })
    );
    await text("b");
    await idle();
    answerWith(() => new Response("ok"));
    await text("c");
    await idle();
    assert.deepEqual(
      (await phone(ANA)).filter(({ direction }) => direction === "in").map(({ body }) => body),
      ["x & y", "ok"],
    );
  }));

Deno.test("A failed webhook is lost by default, and repeated with the same token where the URL says so", () =>
  withSimulator(async ({ text, idle, hooks, answerWith, setWebhook }) => {
    answerWith(() => new Response(null, { status: 500 }));
    await setWebhook("/default");
    await text("lost");
    await idle();
    assert.equal(hooks.length, 1);
    await setWebhook("/repeat#rc=3&rp=ct,rt,5xx");
    await text("repeated");
    await idle();
    assert.equal(hooks.length, 5);
    assert.equal(new Set(hooks.slice(1).map(({ token }) => token)).size, 1);
  }));

Deno.test("Faults strike as often as they are told, the same for the same seed", () =>
  withSimulator(async ({ api, control }) => {
    const run = async (seed: number) => {
      await control("PUT", "/faults", { rate_limit: 0.3, server_error: 0.3, seed }).then((r) =>
        r.body?.cancel()
      );
      const codes = [];
      for (let n = 0; n < 40; n++) {
        codes.push(
          (await (await api("POST", "/Messages.json", { To: ANA, From: NUMBER, Body: "x" })).json())
            .code ?? 201,
        );
      }
      return codes;
    };
    const [first, again, other] = [await run(7), await run(7), await run(8)];
    assert.deepEqual(first, again);
    assert.notDeepEqual(first, other);
    for (const code of [201, 20429, 20500]) assert.ok(first.includes(code));
    for (
      const bad of [null, [], { rate_limit: 2 }, { unknown: 1 }, { seed: "x" }, {
        shuffle_status: 1,
      }]
    ) {
      const refused = await control("PUT", "/faults", bad);
      assert.deepEqual([refused.status, (await refused.json()).code], [400, "invalid_request"]);
    }
  }));

Deno.test("Lists are newest first, filtered and paged; wrong credentials see nothing", () =>
  withSimulator(async ({ api, url }) => {
    for (const Body of ["1", "2", "3"]) {
      await api("POST", "/Messages.json", { To: ANA, From: NUMBER, Body }).then((r) =>
        r.body?.cancel()
      );
    }
    const page = await (await api("GET", `/Messages.json?To=${encodeURIComponent(ANA)}&PageSize=2`))
      .json();
    assert.deepEqual(page.messages.map((m: { body: string }) => m.body), ["3", "2"]);
    const next = await fetch(`${url}${page.next_page_uri}`);
    assert.deepEqual([next.status, (await next.json()).code], [401, 20003]);
    assert.equal(
      (await (await api("GET", "/Messages.json?To=%2B14155550109")).json()).messages.length,
      0,
    );
  }));

Deno.test("Numbers are searched, bought once, listed in pages, changed and released", () =>
  withSimulator(async ({ api, url }) => {
    const search = async (path: string) =>
      (await (await api("GET", `/AvailablePhoneNumbers/${path}`)).json())
        .available_phone_numbers.map((n: { phone_number: string }) => n.phone_number);
    const [first, second] = await search("US/Local.json?AreaCode=628&PageSize=2");
    assert.deepEqual([first, second], ["+16285550100", "+16285550101"]);
    assert.deepEqual(await search("US/Local.json?AreaCode=533"), []);
    const buy = async (PhoneNumber: string) => {
      const response = await api("POST", "/IncomingPhoneNumbers.json", { PhoneNumber });
      return [response.status, (await response.json()).code ?? null];
    };
    assert.deepEqual(await buy(first), [201, null]);
    assert.deepEqual(await buy(first), [400, 21422]);
    assert.deepEqual(await buy("+15005550000"), [400, 21422]);
    assert.deepEqual(await buy("+15005550001"), [400, 21421]);
    assert.deepEqual(await search("US/Local.json?AreaCode=628&PageSize=1"), [second]);

    const page = await (await api("GET", "/IncomingPhoneNumbers.json?PageSize=1")).json();
    assert.equal(page.incoming_phone_numbers[0].phone_number, NUMBER);
    const path = page.next_page_uri.slice(page.next_page_uri.indexOf("/IncomingPhoneNumbers"));
    const next = await (await api("GET", path)).json();
    const [{ sid, phone_number }] = next.incoming_phone_numbers;
    assert.deepEqual([phone_number, next.next_page_uri], [first, null]);
    const released = await api("DELETE", `/IncomingPhoneNumbers/${sid}.json`);
    assert.equal(released.status, 204);
    assert.deepEqual(await buy(first), [201, null]);
    assert.equal((await fetch(`${url}/v1/PhoneNumbers/Countries/US`)).status, 401);
  }));

/** The webhook of the number, which takes statuses as well. */
async function callbackUrl(
  api: (method: string, path: string) => Promise<Response>,
): Promise<string> {
  return (await (await api("GET", "/IncomingPhoneNumbers.json")).json()).incoming_phone_numbers[0]
    .sms_url.split("#")[0];
}
