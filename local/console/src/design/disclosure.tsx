import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import "./disclosure.css";
import { Icon, type IconName } from "./icon.tsx";

/** A button that opens a few more; Escape, a click elsewhere, and whatever is chosen close it again. */
export function Disclosure({ label, icon, side = "below", disabled, children }: {
  label: string;
  icon: IconName;
  side?: "above" | "below";
  disabled?: boolean;
  children: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!open) return;
    const outside = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", outside);
    document.addEventListener("focusin", outside);
    return () => {
      document.removeEventListener("pointerdown", outside);
      document.removeEventListener("focusin", outside);
    };
  }, [open]);

  return (
    <div
      className="disclosure"
      ref={root}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !open) return;
        setOpen(false);
        button.current?.focus();
      }}
    >
      <button
        type="button"
        ref={button}
        className="button plain icon"
        aria-label={label}
        title={label}
        aria-expanded={open}
        aria-controls={id}
        disabled={disabled}
        onClick={() => setOpen(!open)}
      >
        <Icon name={icon} />
      </button>
      <div
        id={id}
        className={`disclosure-panel ${side}`}
        hidden={!open}
        onClick={() => setOpen(false)}
      >
        {children}
      </div>
    </div>
  );
}
