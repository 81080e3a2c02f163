import { useState } from "react";
import { Dashboard } from "./dashboard.tsx";
import { KeyForm } from "./key_form.tsx";
import "./admin.css";

/** Survives a look at another part of the console, and nothing else: it is in this page's memory alone. */
let heldKey: string | null = null;

/** What an operator sees, with a secret key that stays in memory. `apiUrl` is the project's URL, as http://127.0.0.1:54321. */
export function AdminView({ apiUrl }: { apiUrl: string }) {
  const [key, setKey] = useState(heldKey);
  const [refusal, setRefusal] = useState<string | null>(null);
  const hold = (next: string | null, why: string | null = null) => {
    heldKey = next;
    setKey(next);
    setRefusal(why);
  };
  if (key === null) return <KeyForm apiUrl={apiUrl} refusal={refusal} onKey={hold} />;
  return (
    <Dashboard
      service={{
        apiUrl,
        secretKey: key,
        onRefused: () => hold(null, "The key is not valid any more. Paste the current one."),
      }}
      onForget={() => hold(null)}
    />
  );
}
