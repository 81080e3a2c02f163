import { createClient } from "@supabase/supabase-js";
import { createMaskline } from "maskline";
import { MasklineProvider } from "maskline/react";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import "./style.css";

const { VITE_SUPABASE_URL, VITE_SUPABASE_PUBLISHABLE_KEY } = import.meta.env;
const supabase = createClient(VITE_SUPABASE_URL, VITE_SUPABASE_PUBLISHABLE_KEY);
const maskline = createMaskline(supabase);

createRoot(document.getElementById("app")!).render(
  <StrictMode>
    <MasklineProvider client={maskline}>
      <App supabase={supabase} />
    </MasklineProvider>
  </StrictMode>,
);
