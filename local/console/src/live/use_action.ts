import { useCallback, useState } from "react";

/** Runs one thing at a time that may fail, and keeps the words of its failure until the next try. */
export function useAction() {
  const [busy, setBusy] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const run = useCallback(async (name: string, work: () => Promise<unknown>) => {
    setBusy(name);
    setFailure(null);
    try {
      await work();
      return true;
    } catch (error) {
      setFailure((error as Error).message);
      return false;
    } finally {
      setBusy(null);
    }
  }, []);
  return { busy, failure, run, forget: useCallback(() => setFailure(null), []) };
}
