import type { MasklineErrorCode, MasklineErrorInit } from "./maskline_error.ts";

const TYPE_BASE = "urn:maskline:error:";

/** What a failed `functions.invoke` means: a problem document of ours, an answer of the platform, or no answer. */
export async function readFailure(error: unknown): Promise<MasklineErrorInit> {
  // By form, not by class: supabase-js is imported for its types only.
  const response = (error as { context?: Response }).context;
  if (typeof response?.text !== "function") {
    return {
      code: "network_failure",
      detail: "Send the request: no answer came, so try again",
    };
  }
  const members = await readObject(response);
  const ours = typeof members.type === "string" &&
    members.type.startsWith(TYPE_BASE);
  const text = ours ? members.detail : members.message ?? members.msg;
  return {
    code: ours ? members.code as MasklineErrorCode : "platform_failure",
    detail: typeof text === "string" ? text : `Send the request: the answer was ${response.status}`,
    status: response.status,
    errors: ours && Array.isArray(members.errors) ? members.errors : [],
    requestId: response.headers.get("x-request-id"),
    retryAfter: seconds(response.headers.get("retry-after")),
    members,
  };
}

async function readObject(
  response: Response,
): Promise<Record<string, unknown>> {
  try {
    const value = JSON.parse(await response.text());
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}

function seconds(header: string | null): number | null {
  const value = Number.parseInt(header ?? "", 10);
  return Number.isNaN(value) ? null : value;
}
