import { type Answer, callFunctions } from "./call_functions.ts";
import { type Finding, missing, ok, wrong } from "./finding.ts";

/** What the carrier calls answers nothing but 403 to what the carrier has not signed. */
const isWebhook = (name: string) => name.endsWith("-webhook");

/** Whether each function is deployed, starts, is open to callers without a JWT, and refuses a webhook that is not signed. */
export async function* checkFunctions(
  functionsUrl: string,
  names: readonly string[],
): AsyncGenerator<Finding> {
  const { protocol, hostname } = new URL(functionsUrl);
  const isLocal = hostname === "localhost" || hostname === "127.0.0.1";
  if (protocol !== "https:" && !isLocal) {
    yield wrong("URL of the functions", "it must start with https: texts and keys go over it");
  }
  for (const name of names) yield await checkFunction(functionsUrl, name);
}

async function checkFunction(functionsUrl: string, name: string): Promise<Finding> {
  try {
    return judge(
      name,
      isWebhook(name)
        ? await callFunctions(functionsUrl, "POST", `/${name}`, { body: "" })
        : await callFunctions(functionsUrl, "GET", `/${name}`),
    );
  } catch {
    return wrong(`function ${name} does not answer`, `is ${functionsUrl} the right URL?`);
  }
}

function judge(name: string, { status, headers, body }: Answer): Finding {
  const what = `function ${name}`;
  // Every answer of ours has an id, but those to the carrier; what stands in front of the functions gives none.
  const isOurs = typeof body?.request_id === "string" || headers.has("x-request-id");
  const deploy = `npx supabase functions deploy ${name}`;
  if (status === 503 && !isOurs) {
    return wrong(`${what} does not start`, "its log names the setting that is missing or wrong");
  }
  if (status === 401 && !isOurs) {
    return wrong(
      `${what} asks for a JWT`,
      `verify_jwt must be false for it in supabase/config.toml, then ${deploy}`,
    );
  }
  if (status === 404 && !isOurs) return missing(what, deploy);
  if (!isWebhook(name)) {
    return isOurs ? ok(what) : wrong(`${what} answers ${status} as none of ours does`, deploy);
  }
  return status === 403
    ? ok(`${what}, which refuses what is not signed`)
    : wrong(`${what} answers ${status} to an unsigned webhook, not 403`, deploy);
}

const CHECKS = {
  carrier: "mend the credentials of the carrier, which a standard API key cannot prove",
  database: "mend MASKLINE_DB_URL",
  encryption_key: "see Keys in docs/operations.md",
};

/** What the functions say of themselves. */
export async function checkHealth(functionsUrl: string): Promise<Finding[]> {
  const { status, body } = await callFunctions(functionsUrl, "POST", "/send-sms", {
    headers: { "content-type": "application/json" },
    body: '{"action":"health"}',
  });
  const checks = body?.checks as Record<string, boolean> | undefined;
  if (!checks) return [wrong(`health answers ${status}`, "see the log of send-sms")];
  return Object.entries(CHECKS).map(([name, todo]) => {
    const what = `health: ${name}`;
    return checks[name] ? ok(what) : wrong(`${what} does not work`, todo);
  });
}
