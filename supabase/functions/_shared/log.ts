import { redact } from "./privacy/redact.ts";

/** All that a log line may carry: ids of ours, codes and durations. There is no field for a number or a text. */
export type LogFields = {
  request_id?: string;
  conversation_id?: string | null;
  message_id?: string | null;
  forward_id?: string | null;
  call_id?: string | null;
  event_id?: string;
  method?: string;
  route?: string;
  status?: number;
  code?: string;
  outcome?: string;
  provider?: string;
  carrier_code?: string | null;
  attempt?: number;
  reconciled?: boolean;
  count?: number;
  duration_ms?: number;
  error?: unknown;
};

export type Log = (event: string, fields?: LogFields) => void;

/** One JSON line per step. Errors are named by class, code and redacted message; stacks and values stay inside. */
export function createLog(
  functionName: string,
  write: (line: string) => void = writeLine,
): Log {
  return (event, fields = {}) => {
    const { error, ...rest } = fields;
    write(JSON.stringify({
      at: new Date().toISOString(),
      function: functionName,
      event,
      ...rest,
      ...(error === undefined ? {} : { error: describe(error) }),
    }));
  };
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return redact(String(error));
  const code = "code" in error ? ` ${String(error.code)}` : "";
  const cause = error.cause === undefined ? "" : ` < ${describe(error.cause)}`;
  return `${error.name}${code}: ${redact(error.message)}${cause}`;
}

function writeLine(line: string): void {
  // deno-lint-ignore no-console
  console.log(line);
}
