/** A host that does with `/<name>.jpg` what a carrier's media host never would, and the paths that it was asked for. */
export function startEvilHost() {
  const asked: string[] = [];
  const streams = new Set<ReturnType<typeof setInterval>>();
  /** A body without end, a piece every few milliseconds. */
  const endless = (everyMilliseconds: number, pieceSize: number) => {
    let timer: ReturnType<typeof setInterval>;
    return new ReadableStream({
      start(controller) {
        const piece = new Uint8Array(pieceSize).fill(0x3f);
        timer = setInterval(() => controller.enqueue(piece), everyMilliseconds);
        streams.add(timer);
      },
      cancel: () => clearInterval(timer),
    });
  };
  const held = Promise.withResolvers<Uint8Array<ArrayBuffer>>();
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    asked.push(pathname);
    switch (pathname) {
      case "/page.jpg":
        return new Response("<!DOCTYPE html><script>alert(1)</script>", {
          headers: { "content-type": "image/jpeg" },
        });
      case "/endless.jpg":
        return new Response(endless(1, 500_000));
      case "/slow.jpg":
        return new Response(endless(100, 1));
      case "/held.jpg":
        return new Response(await held.promise);
      case "/redirect":
        return new Response(null, {
          status: 307,
          headers: { location: searchParams.get("to") ?? "" },
        });
      default:
        return new Response(null, { status: 404 });
    }
  });
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    asked,
    /** Answers `/held.jpg`, which waits until then. */
    release: held.resolve,
    async stop() {
      streams.forEach(clearInterval);
      await server.shutdown();
    },
  };
}
