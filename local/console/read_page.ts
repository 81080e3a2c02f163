import { gzipSync } from "node:zlib";

const TYPES: Record<string, string> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
};

type File = { plain: Uint8Array<ArrayBuffer>; gzip: Uint8Array<ArrayBuffer> };

/** Reads a built page into memory and serves it from there, compressed; a path that names no file is the page itself. */
export async function readPage(folder: string): Promise<(request: Request) => Response> {
  const files = new Map<string, File>();
  await readInto(files, folder, "");
  return (request) => {
    const { pathname } = new URL(request.url);
    const path = files.has(pathname) ? pathname : "/index.html";
    if (path !== pathname && pathname.includes(".")) return new Response(null, { status: 404 });
    const file = files.get(path)!;
    const zipped = /\bgzip\b/.test(request.headers.get("accept-encoding") ?? "");
    return new Response(zipped ? file.gzip : file.plain, {
      headers: {
        "content-type": TYPES[path.split(".").at(-1)!] ?? "application/octet-stream",
        "cache-control": path.startsWith("/assets/")
          ? "public, max-age=31536000, immutable"
          : "no-cache",
        vary: "accept-encoding",
        ...(zipped ? { "content-encoding": "gzip" } : {}),
      },
    });
  };
}

async function readInto(files: Map<string, File>, folder: string, path: string): Promise<void> {
  for await (const { name, isDirectory } of Deno.readDir(`${folder}${path}`)) {
    if (isDirectory) await readInto(files, folder, `${path}/${name}`);
    else {
      const plain = await Deno.readFile(`${folder}${path}/${name}`);
      files.set(`${path}/${name}`, { plain, gzip: new Uint8Array(gzipSync(plain)) });
    }
  }
}
