/** One exchange with Twilio's REST API in the shapes of its documentation; matched by method, path and the form fields named here. */
type Exchange = {
  method: string;
  path: RegExp;
  form?: Record<string, string>;
  status: number;
  body: unknown;
  /** Closes the connection without an answer. */
  silent?: boolean;
};

const error = (code: number, status: number, message: string) => ({
  code,
  message,
  more_info: `https://www.twilio.com/docs/errors/${code}`,
  status,
});

const message = (
  accountSid: string,
  sid: string,
  to: string,
  from: string,
  body: string,
  media: number,
) => ({
  account_sid: accountSid,
  api_version: "2010-04-01",
  body,
  date_created: new Date().toUTCString().replace("GMT", "+0000"),
  date_sent: null,
  date_updated: new Date().toUTCString().replace("GMT", "+0000"),
  direction: "outbound-api",
  error_code: null,
  error_message: null,
  from,
  messaging_service_sid: null,
  num_media: String(media),
  num_segments: "1",
  price: null,
  price_unit: "USD",
  sid,
  status: "queued",
  subresource_uris: { media: `/2010-04-01/Accounts/${accountSid}/Messages/${sid}/Media.json` },
  to,
  uri: `/2010-04-01/Accounts/${accountSid}/Messages/${sid}.json`,
});

/** A server that answers from recorded exchanges and keeps no state but the texts that it was handed. */
export function startRecordedWire(accountSid: string, authToken: string) {
  const received = new RegExp(
    `^/2010-04-01/Accounts/${accountSid}/Messages/(MM[0-9a-f]{32})/Media(?:/(ME.)(?:.json)?|.json)$`,
  );
  const messages = new RegExp(`^/2010-04-01/Accounts/${accountSid}/Messages.json$`);
  const oneMessage = new RegExp(
    `^/2010-04-01/Accounts/${accountSid}/Messages/([SM]M[0-9a-f]{32}).json$`,
  );
  const notYet = error(20009, 409, "Cannot delete message because delivery has not been completed");
  const failures: Record<string, Pick<Exchange, "status" | "body" | "silent">> = {
    rate_limit: { status: 429, body: error(20429, 429, "Too Many Requests") },
    server_error: { status: 500, body: error(20500, 500, "Internal Server Error") },
    accept_then_error: { status: 502, body: "<html>Bad Gateway</html>" },
    accept_then_timeout: { status: 0, body: null, silent: true },
  };
  const refusals: Exchange[] = [
    {
      method: "POST",
      path: messages,
      form: { To: "+15005550001" },
      status: 400,
      body: error(21211, 400, "Invalid 'To' Phone Number"),
    },
    {
      method: "POST",
      path: messages,
      form: { To: "+15005550004" },
      status: 400,
      body: error(21610, 400, "Attempt to send to unsubscribed recipient"),
    },
  ];
  const sent: ReturnType<typeof message>[] = [];
  /** The files of each text that came in. */
  const receivedFiles = new Map<string, Set<string>>();
  let failure: string | null = null;
  const silent = Promise.withResolvers<void>();

  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    if (request.headers.get("authorization") !== `Basic ${btoa(`${accountSid}:${authToken}`)}`) {
      return Response.json(error(20003, 401, "Authenticate"), { status: 401 });
    }
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === `/2010-04-01/Accounts/${accountSid}.json`) {
      return Response.json({
        sid: accountSid,
        friendly_name: "Test",
        status: "active",
        type: "Full",
      });
    }
    const [, receivedSid = "", file] = received.exec(pathname) ?? [];
    const files = receivedFiles.get(receivedSid);
    if (files && file === undefined) {
      return Response.json({
        media_list: [...files].map((sid) => ({
          uri: pathname.replace(/\.json$/, `/${sid}.json`),
        })),
        next_page_uri: null,
      });
    }
    if (files?.has(file!)) {
      if (request.method === "GET") return new Response("GIF89a");
      files.delete(file!);
      return new Response(null, { status: 204 });
    }
    const [, one] = oneMessage.exec(pathname) ?? [];
    if (request.method === "DELETE" && receivedFiles.delete(one!)) {
      return new Response(null, { status: 204 });
    }
    const index = sent.findIndex(({ sid }) => sid === one);
    if (request.method === "GET" && index >= 0) return Response.json(sent[index]);
    if (request.method === "DELETE" && index >= 0) {
      if (failure === "refuse_delete") return Response.json(notYet, { status: notYet.status });
      sent.splice(index, 1);
      return new Response(null, { status: 204 });
    }
    if (pathname === `/2010-04-01/Accounts/${accountSid}/Calls.json`) {
      return Response.json({ calls: [], page: 0, page_size: 50, next_page_uri: null });
    }
    if (!messages.test(pathname)) {
      return Response.json(error(20404, 404, "Not Found"), { status: 404 });
    }
    if (request.method === "GET") {
      const found = sent.filter((m) =>
        (!searchParams.has("To") || m.to === searchParams.get("To")) &&
        (!searchParams.has("From") || m.from === searchParams.get("From"))
      ).toReversed();
      return Response.json({
        messages: found,
        page: 0,
        page_size: 50,
        start: 0,
        end: found.length,
        next_page_uri: null,
      });
    }

    const form = new URLSearchParams(await request.text());
    const refusal = refusals.find((r) =>
      Object.entries(r.form!).every(([name, value]) => form.get(name) === value)
    );
    if (refusal) return Response.json(refusal.body, { status: refusal.status });
    const media = form.getAll("MediaUrl").length;
    const sid = `${media > 0 ? "MM" : "SM"}${crypto.randomUUID().replaceAll("-", "")}`;
    const accepted = message(
      accountSid,
      sid,
      form.get("To")!,
      form.get("From")!,
      form.get("Body")!,
      media,
    );
    if (failure?.startsWith("accept") || failure === null) sent.push(accepted);
    if (failure === null) return Response.json(accepted, { status: 201 });
    const recorded = failures[failure]!;
    if (recorded.silent) await silent.promise;
    return new Response(
      typeof recorded.body === "string" ? recorded.body : JSON.stringify(recorded.body),
      {
        status: recorded.status || 500,
      },
    );
  });

  return {
    /** A text with two files has come in: its id. */
    receive() {
      const sid = `MM${crypto.randomUUID().replaceAll("-", "")}`;
      receivedFiles.set(sid, new Set(["ME1", "ME2"]));
      return sid;
    },
    url: `http://127.0.0.1:${server.addr.port}`,
    fail(how: string) {
      failure = how;
    },
    async stop() {
      silent.resolve();
      await server.shutdown();
    },
  };
}
