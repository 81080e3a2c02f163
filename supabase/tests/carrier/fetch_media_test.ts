import assert from "node:assert/strict";
import type { FetchedMedia } from "../../functions/_shared/carrier/carrier.ts";
import { createTwilioCarrier } from "../../functions/_shared/carrier/twilio/create_twilio_carrier.ts";

const ACCOUNT = `AC${"0".repeat(32)}`;
const TIMEOUT = 300;
const LIMIT = 100_000;

/** A carrier whose media behave as `answer` says, and with which credentials it and another server were asked. */
async function withMedia(
  answer: (path: string, other: string) => Response,
  work: (t: {
    fetchMedia: (url: string, signal?: AbortSignal) => Promise<FetchedMedia>;
    media: string;
    api: string;
    asked: (string | null)[];
    askedElsewhere: (string | null)[];
  }) => Promise<void>,
): Promise<void> {
  const asked: (string | null)[] = [];
  const askedElsewhere: (string | null)[] = [];
  const credentials = (request: Request) => request.headers.get("authorization");
  const serve = (handler: Deno.ServeHandler<Deno.NetAddr>) =>
    Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, handler);
  const elsewhere = serve((request) => {
    askedElsewhere.push(credentials(request));
    return new Response("secret");
  });
  const other = `http://127.0.0.1:${elsewhere.addr.port}`;
  const server = serve((request) => {
    asked.push(credentials(request));
    return answer(new URL(request.url).pathname, other);
  });
  const api = `http://127.0.0.1:${server.addr.port}`;
  const carrier = createTwilioCarrier({
    TWILIO_ACCOUNT_SID: ACCOUNT,
    TWILIO_AUTH_TOKEN: "token",
    TWILIO_API_BASE_URL: api,
  }, TIMEOUT);
  try {
    await work({
      fetchMedia: (url, signal = new AbortController().signal) =>
        carrier.fetchMedia(url, LIMIT, signal),
      media: `${api}/2010-04-01/Accounts/${ACCOUNT}/Messages/MM1/Media/ME1`,
      api,
      asked,
      askedElsewhere,
    });
  } finally {
    await Promise.all([server.shutdown(), elsewhere.shutdown()]);
  }
}

/** A body of so many bytes, or endless, a piece every few milliseconds. */
function drip(everyMilliseconds: number, pieceSize: number): ReadableStream<Uint8Array> {
  let timer: ReturnType<typeof setInterval>;
  return new ReadableStream({
    start(controller) {
      timer = setInterval(
        () => controller.enqueue(new Uint8Array(pieceSize)),
        everyMilliseconds,
      );
    },
    cancel: () => clearInterval(timer),
  });
}

Deno.test("fetchMedia() fetches a file with our credentials, up to the limit", () =>
  withMedia(
    () => new Response(new Uint8Array(LIMIT)),
    async ({ fetchMedia, media, asked }) => {
      const fetched = await fetchMedia(media);
      assert.equal(fetched.kind === "fetched" && fetched.bytes.length, LIMIT);
      assert.equal(asked[0], `Basic ${btoa(`${ACCOUNT}:token`)}`);
    },
  ));

Deno.test("fetchMedia() refuses one byte more than the limit, said or not, and a body without end", async () => {
  const tooLarge = { kind: "refused", code: "too_large" } as const;
  const bodies = [
    () => new Response(new Uint8Array(LIMIT + 1)),
    () => new Response(new Blob([new Uint8Array(LIMIT + 1)]).stream()),
    () => new Response(drip(1, 50_000)),
  ];
  for (const body of bodies) {
    await withMedia(body, async ({ fetchMedia, media }) => {
      assert.deepEqual(await fetchMedia(media), tooLarge);
    });
  }
});

Deno.test("fetchMedia() gives up what comes too slowly, when its own or the caller's time is over", () =>
  withMedia(() => new Response(drip(20, 1)), async ({ fetchMedia, media }) => {
    const started = performance.now();
    assert.deepEqual(await fetchMedia(media), { kind: "unreachable", code: "TimeoutError" });
    assert.deepEqual(await fetchMedia(media, AbortSignal.timeout(50)), {
      kind: "unreachable",
      code: "TimeoutError",
    });
    assert.ok(performance.now() - started < 10 * TIMEOUT);
  }));

Deno.test("fetchMedia() follows no redirect off the carrier's media hosts, nor one in a circle", async () => {
  const targets = [
    (other: string) => `${other}/latest/meta-data`,
    () => "http://169.254.169.254/latest/meta-data",
    () => "http://10.0.0.1/",
    () => "http://[::1]/",
    () => "https://mms.twiliocdn.com.example.com/",
    () => "https://mms.twiliocdn.com@127.0.0.1/",
    () => "http://mms.twiliocdn.com/",
    () => "https://s3-external-1.amazonaws.com/somebody.elses.bucket/x",
    () => "https://s3-external-1.amazonaws.com/media.twiliocdn.com/../other/x",
    () => "file:///etc/passwd",
    () => "/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1",
    () => "ME2",
  ];
  for (const target of targets) {
    await withMedia(
      (_path, other) => new Response(null, { status: 307, headers: { location: target(other) } }),
      async ({ fetchMedia, media, asked, askedElsewhere }) => {
        assert.deepEqual(await fetchMedia(media), { kind: "refused", code: "elsewhere" });
        assert.deepEqual(askedElsewhere, []);
        assert.ok(asked.length <= 4);
      },
    );
  }
});

Deno.test("fetchMedia() follows a redirect to the carrier's own, and asks nothing else of anybody", () =>
  withMedia(
    (path) =>
      path.endsWith("ME1")
        ? new Response(null, { status: 302, headers: { location: "ME2" } })
        : new Response("file"),
    async ({ fetchMedia, media, api, asked, askedElsewhere }) => {
      assert.equal((await fetchMedia(media)).kind, "fetched");
      const requests = asked.length;
      for (
        const url of [
          "",
          "not a url",
          `${api}/2010-04-01/Accounts/${ACCOUNT}.json`,
          `${api}/2010-04-01/Accounts/${ACCOUNT}/Messages/../Calls`,
          "http://127.0.0.1:1/",
          "data:image/gif;base64,R0lGODlh",
          "blob:null/1",
        ]
      ) {
        assert.deepEqual(await fetchMedia(url), { kind: "refused", code: "elsewhere" });
      }
      assert.deepEqual([asked.length, askedElsewhere.length], [requests, 0]);
    },
  ));

Deno.test("fetchMedia() tells what is gone from what may come back", async () => {
  for (
    const [status, expected] of [
      [404, { kind: "refused", code: "gone" }],
      [410, { kind: "refused", code: "gone" }],
      [401, { kind: "unreachable", code: "401" }],
      [500, { kind: "unreachable", code: "500" }],
    ] as const
  ) {
    await withMedia(() => new Response("x", { status }), async ({ fetchMedia, media }) => {
      assert.deepEqual(await fetchMedia(media), expected);
    });
  }
});

Deno.test("takesMedia() takes what Twilio brings by MMS: by country, size and type", async () => {
  const { takesMedia } = createTwilioCarrier({
    TWILIO_ACCOUNT_SID: ACCOUNT,
    TWILIO_AUTH_TOKEN: "token",
    TWILIO_API_BASE_URL: "https://api.twilio.com",
  });
  const picture = { content_type: "image/jpeg", size: 2_000_000 };
  for (const to of ["+14155550101", "+16135550101", "+61401148075"]) {
    assert.equal(await takesMedia(to, [picture, picture]), true, to);
  }
  for (const to of ["+18765550101", "+12425550101"]) {
    assert.equal(await takesMedia(to, [picture]), false, to);
  }
  assert.equal(await takesMedia("+14155550101", [picture, picture, picture]), false);
  const webp = { content_type: "image/webp", size: 500 * 1024 + 1 };
  assert.equal(await takesMedia("+14155550101", [webp]), false);
});
