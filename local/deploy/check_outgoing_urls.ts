import { type Finding, ok, wrong } from "./finding.ts";

/** The settings that name a server of the app's, which the functions call. */
const OUTGOING = ["EVENTS_WEBHOOK_URL", "POLICY_WEBHOOK_URL", "STRANGERS_WEBHOOK_URL"];

/** Whether the app's servers that are to be called answer, over https. Any answer will do: this request carries no signature. */
export async function checkOutgoingUrls(settings: Record<string, string>): Promise<Finding[]> {
  const named = OUTGOING.filter((name) => settings[name]);
  return await Promise.all(named.map(async (name) => {
    const what = `setting ${name}`;
    const url = settings[name]!;
    if (!URL.canParse(url) || !isSafe(new URL(url))) {
      return wrong(what, "it must be an https URL: events and texts go over it");
    }
    try {
      const response = await fetch(url, {
        method: "HEAD",
        redirect: "manual",
        signal: AbortSignal.timeout(10_000),
      });
      await response.body?.cancel();
      return ok(`${what} is reachable`);
    } catch {
      return wrong(`${what}: nobody answers there`, "start the server, or mend the URL");
    }
  }));
}

function isSafe({ protocol, hostname }: URL): boolean {
  return protocol === "https:" ||
    protocol === "http:" && ["127.0.0.1", "localhost"].includes(hostname);
}
