import type { Problem } from "./api.gen.ts";
import type { MasklineErrorInit } from "./maskline_error.ts";

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
  const problem = await readProblem(response);
  const ours = problem.type?.startsWith(TYPE_BASE) === true;
  const text = ours ? problem.detail : problem.message;
  return {
    code: ours ? problem.code! : "platform_failure",
    detail: text ?? `Send the request: the answer was ${response.status}`,
    status: response.status,
    errors: problem.errors ?? [],
    requestId: response.headers.get("x-request-id"),
    retryAfter: seconds(response.headers.get("retry-after")),
    problem,
  };
}

/** Of an answer that is no problem document those members that have the form of one's. */
async function readProblem(response: Response): Promise<Partial<Problem>> {
  try {
    const value = JSON.parse(await response.text());
    const texts = ["type", "title", "detail", "code", "message"];
    const problem = typeof value === "object" && value !== null ? value : {};
    return texts.every((name) => ["string", "undefined"].includes(typeof problem[name]))
      ? problem
      : {};
  } catch {
    return {};
  }
}

function seconds(header: string | null): number | null {
  const value = Number.parseInt(header ?? "", 10);
  return Number.isNaN(value) ? null : value;
}
