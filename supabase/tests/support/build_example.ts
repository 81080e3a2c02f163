import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import type { Status } from "../../../local/stack/status_file.ts";

const REPOSITORY = fileURLToPath(new URL("../../../", import.meta.url));

/** What the build has in the place of a project's own. */
const PROJECT = { url: "https://ref.supabase.co", key: "sb_publishable_of_ref" };

/** `examples/react`, installed, type-checked and built in a folder of its own by these commands of its README. */
export async function buildExample(commands: string[]) {
  const folder = await Deno.makeTempDir({ prefix: "maskline-" });
  const run = async (command: string) => {
    const output = await new Deno.Command("bash", {
      args: ["-c", command],
      cwd: `${folder}/examples/react`,
      env: {
        VITE_SUPABASE_URL: PROJECT.url,
        VITE_SUPABASE_PUBLISHABLE_KEY: PROJECT.key,
      },
      stdin: "null",
    }).output();
    const text = new TextDecoder().decode(output.stdout) + new TextDecoder().decode(output.stderr);
    assert.ok(output.success, `${command}\n${text}`);
  };
  await Deno.mkdir(`${folder}/examples/react`, { recursive: true });
  await copyTracked("client", folder);
  await copyTracked("examples/react", folder);
  for (const command of commands) await run(command);
  return {
    /** Serves it as the frontend of this stack. */
    serve(status: Status) {
      const server = Deno.serve(
        { hostname: "127.0.0.1", port: 0, onListen() {} },
        async (request) => {
          const { pathname } = new URL(request.url);
          const path = `${folder}/examples/react/dist${
            pathname === "/" ? "/index.html" : pathname
          }`;
          const text = await Deno.readTextFile(path).catch(() => null);
          if (text === null) return new Response(null, { status: 404 });
          const body = text.replaceAll(PROJECT.url, status.api_url)
            .replaceAll(PROJECT.key, status.publishable_key);
          const kind = path.endsWith(".html")
            ? "html"
            : path.endsWith(".css")
            ? "css"
            : "javascript";
          return new Response(body, { headers: { "content-type": `text/${kind}; charset=utf-8` } });
        },
      );
      return {
        url: `http://127.0.0.1:${server.addr.port}`,
        stop: () => server.shutdown(),
      };
    },
    remove: () => Deno.remove(folder, { recursive: true }),
  };
}

/** Without what building leaves behind. */
async function copyTracked(part: string, target: string): Promise<void> {
  for await (const { name, isDirectory } of Deno.readDir(REPOSITORY + part)) {
    if (["node_modules", "dist", ".env"].includes(name)) continue;
    await Deno.mkdir(`${target}/${part}`, { recursive: true });
    if (isDirectory) await copyTracked(`${part}/${name}`, target);
    else await Deno.copyFile(`${REPOSITORY}${part}/${name}`, `${target}/${part}/${name}`);
  }
}
