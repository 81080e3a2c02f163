import { useState } from "react";
import { Icon } from "./icon.tsx";

/** Changes between light and dark, and remembers it on this machine. */
export function ThemeButton() {
  const [dark, setDark] = useState(isDark);
  const change = () => {
    const theme = dark ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    localStorage.setItem("maskline.theme", theme);
    setDark(!dark);
  };
  const label = dark ? "Use the light theme" : "Use the dark theme";
  return (
    <button
      type="button"
      className="button plain icon"
      aria-label={label}
      title={label}
      onClick={change}
    >
      <Icon name={dark ? "sun" : "moon"} />
    </button>
  );
}

function isDark(): boolean {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}
