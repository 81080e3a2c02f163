import { freePort } from "../../../local/process/free_port.ts";
import { until } from "../../../local/process/until.ts";
import { readDocument } from "../docs/read_document.ts";

const ROOT = new URL("../../../", import.meta.url).pathname;

/** The hook that docs/operations.md has under a heading, as it stands there, once it answers; `settings` for the functions. */
export async function startDocumentedHook(
  heading: string,
  setting: string,
  env: Record<string, string> = {},
) {
  const { text } = await readDocument("docs/operations.md");
  const snippet = new RegExp(`\n## ${heading}\n[\\s\\S]*?\`\`\`js\n([\\s\\S]*?)\`\`\``)
    .exec(text)![1]!;
  const folder = await Deno.makeTempDir();
  await Deno.writeTextFile(`${folder}/hook.mjs`, snippet);
  const secret = `whsec_${btoa("documented".repeat(4))}`;
  const port = freePort();
  const hook = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--config", `${ROOT}deno.json`, `${folder}/hook.mjs`],
    env: { ...env, [`${setting}_WEBHOOK_SECRET`]: secret, PORT: String(port) },
  }).spawn();
  const url = `http://127.0.0.1:${port}`;
  await until("the hook refuses a question without signature", async () => {
    const response = await fetch(url, { method: "POST", body: "{}" }).catch(() => null);
    await response?.body?.cancel();
    return response?.status === 401;
  });
  return {
    settings: { [`${setting}_WEBHOOK_URL`]: url, [`${setting}_WEBHOOK_SECRET`]: secret },
    async stop() {
      hook.kill();
      await hook.status;
      await Deno.remove(folder, { recursive: true });
    },
  };
}
