import { createClient } from "@supabase/supabase-js";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import "./design/tokens.css";
import "./design/base.css";
import "./design/controls.css";
import { readConfig } from "./stack/read_config.ts";

const root = createRoot(document.getElementById("root")!);
try {
  const config = await readConfig();
  // Of this tab and of this start of the stack: another tab may be somebody else, and another start has other keys.
  const storageKey = `maskline.${config.publishable_key}`;
  const auth = { storage: sessionStorage, storageKey };
  const supabase = createClient(config.api_url, config.publishable_key, { auth });
  root.render(<App config={config} supabase={supabase} />);
} catch (error) {
  root.render(<p role="alert">{(error as Error).message}</p>);
}
