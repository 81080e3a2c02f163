/** What the storage is started with; `now` in milliseconds. */
export type StorageOptions = { secretKey: string; now?: () => number };

type StoredFile = { type: string; bytes: Uint8Array<ArrayBuffer> };
type Link = { name: string; expires: number };

const OBJECT = /^\/storage\/v1\/object\/(?:(sign)\/)?([^/?]+)(?:\/(.+))?$/;

/**
 * The part of Supabase Storage's API that is used (https://supabase.com/docs/reference/javascript/storage-api), in memory: the secret
 * key uploads, signs and removes, and whoever has a signed link downloads until it expires.
 */
export function createStorageHandler(
  { secretKey, now = Date.now }: StorageOptions,
): (request: Request) => Promise<Response> {
  const files = new Map<string, StoredFile>();
  const links = new Map<string, Link>();

  const sign = (name: string, seconds: number): string | null => {
    if (!files.has(name)) return null;
    const token = crypto.randomUUID();
    links.set(token, { name, expires: now() + seconds * 1_000 });
    return `/object/sign/${name}?token=${token}`;
  };

  return async (request) => {
    const url = new URL(request.url);
    const [, signed, bucket, path] = OBJECT.exec(decodeURIComponent(url.pathname)) ?? [];
    if (bucket === undefined) return refuse(404, "not_found", "Route not found");

    if (request.method === "GET" && signed) {
      const link = links.get(url.searchParams.get("token") ?? "");
      if (!link || link.name !== `${bucket}/${path}` || link.expires < now()) {
        return refuse(400, "InvalidJWT", '"exp" claim timestamp check failed');
      }
      const file = files.get(link.name);
      if (!file) return refuse(400, "not_found", "Object not found");
      return new Response(file.bytes, { headers: { "content-type": file.type } });
    }

    if (request.headers.get("apikey") !== secretKey) {
      return refuse(400, "Unauthorized", "new row violates row-level security policy");
    }
    const name = `${bucket}/${path}`;
    if (request.method === "POST" && signed) {
      const { expiresIn, paths } = await request.json();
      if (path !== undefined) {
        const signedURL = sign(name, expiresIn);
        return signedURL === null
          ? refuse(400, "not_found", "Object not found")
          : Response.json({ signedURL });
      }
      return Response.json(paths.map((path: string) => {
        const signedURL = sign(`${bucket}/${path}`, expiresIn);
        const error = signedURL === null
          ? "Either the object does not exist or you do not have access to it"
          : null;
        return { path, signedURL, error };
      }));
    }
    if (request.method === "POST" && path !== undefined) {
      if (files.has(name) && request.headers.get("x-upsert") !== "true") {
        return refuse(400, "Duplicate", "The resource already exists");
      }
      const type = request.headers.get("content-type") ?? "application/octet-stream";
      files.set(name, { type, bytes: await request.bytes() });
      return Response.json({ Id: crypto.randomUUID(), Key: name });
    }
    if (request.method === "DELETE" && path === undefined) {
      const { prefixes }: { prefixes: string[] } = await request.json();
      const removed = prefixes.filter((prefix) => files.delete(`${bucket}/${prefix}`));
      return Response.json(removed.map((removed) => ({ name: removed, bucket_id: bucket })));
    }
    return refuse(404, "not_found", "Route not found");
  };
}

function refuse(status: number, error: string, message: string): Response {
  return Response.json({ statusCode: String(status), error, message }, { status });
}
