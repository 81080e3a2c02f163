import { useEffect, useEffectEvent, useState } from "react";
import { callService, ServiceError } from "./call_service.ts";

/** Milliseconds from one answer to the next question. */
const PAUSE = 2_000;

/** What a page needs to ask as the service. */
export type Service = {
  apiUrl: string;
  secretKey: string;
  onRefused: (error: ServiceError) => void;
};

/**
 * Asks `paths` now and every few seconds: the answers of one moment, undefined before the first, and what went wrong
 * last. A key that is not taken any more is told to `onRefused`.
 */
export function useService<T extends Record<string, unknown>>(
  { apiUrl, secretKey, onRefused }: Service,
  paths: { [name in keyof T]: string },
  onAnswer?: (answers: T) => void,
): { answers: T | undefined; failure: string | null } {
  const [answers, setAnswers] = useState<T>();
  const [failure, setFailure] = useState<string | null>(null);
  const answered = useEffectEvent((made: T) => onAnswer?.(made));
  const refused = useEffectEvent(onRefused);
  const asked = JSON.stringify(paths);

  useEffect(() => {
    const ending = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const ask = async () => {
      try {
        const entries = await Promise.all(
          Object.entries<string>(JSON.parse(asked)).map(async ([name, path]) => [
            name,
            await callService(apiUrl, secretKey, path, ending.signal),
          ]),
        );
        const made = Object.fromEntries(entries) as T;
        setAnswers(made);
        setFailure(null);
        answered(made);
      } catch (error) {
        if (ending.signal.aborted) return;
        if (!(error instanceof ServiceError)) throw error;
        if (["not_authenticated", "forbidden"].includes(error.code)) return refused(error);
        setFailure(error.message);
      }
      timer = setTimeout(ask, PAUSE);
    };
    ask();
    return () => {
      ending.abort();
      clearTimeout(timer);
    };
  }, [apiUrl, secretKey, asked]);

  return { answers, failure };
}
