import type { SupabaseClient } from "@supabase/supabase-js";
import { lazy, Suspense } from "react";
import { Icon } from "./design/icon.tsx";
import { ThemeButton } from "./design/theme_button.tsx";
import { LiveView } from "./live/live_view.tsx";
import { nameOf } from "./session/name_of.ts";
import { SignIn } from "./session/sign_in.tsx";
import { useSession } from "./session/use_session.ts";
import "./shell.css";
import type { Config } from "./stack/read_config.ts";
import { useRoute } from "./use_route.ts";

const AdminView = lazy(async () => ({
  default: (await import("./admin/admin_view.tsx")).AdminView,
}));

/** The frame of the console: its bar, and the part that the address names. */
export function App({ config, supabase }: { config: Config; supabase: SupabaseClient }) {
  const route = useRoute();
  const session = useSession(supabase);
  const email = session?.user.email;
  return (
    <>
      <a className="button skip" href="#main">Skip to the content</a>
      <header className="shell-bar">
        <div className="shell-brand">
          <span>
            <Icon name="mask" />
          </span>
          <span className="shell-name">Maskline</span>
        </div>
        <nav className="shell-nav" aria-label="Parts of the console">
          <a href="#/live" aria-current={route === "live" ? "page" : undefined}>Live</a>
          <a href="#/admin" aria-current={route === "admin" ? "page" : undefined}>Admin</a>
        </nav>
        <div className="shell-end">
          {email && <span className="shell-who">Signed in as {nameOf(email)}</span>}
          <ThemeButton />
          {session && (
            <button
              type="button"
              className="button plain icon"
              aria-label="Sign out"
              title="Sign out"
              onClick={() => supabase.auth.signOut()}
            >
              <Icon name="out" />
            </button>
          )}
        </div>
      </header>
      <div id="main" tabIndex={-1}>
        {route === "admin"
          ? (
            <Suspense fallback={<Waiting />}>
              <AdminView apiUrl={config.api_url} />
            </Suspense>
          )
          : session === undefined
          ? <Waiting />
          : session === null
          ? <SignIn config={config} supabase={supabase} />
          : <LiveView config={config} supabase={supabase} userId={session.user.id} />}
      </div>
    </>
  );
}

function Waiting() {
  return (
    <div className="shell-wait">
      <span className="spinner" role="status" aria-label="Loading" />
    </div>
  );
}
