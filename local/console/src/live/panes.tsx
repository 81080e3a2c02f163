import { useEffect, useRef } from "react";
import type { PhoneState } from "../stack/live_data.ts";
import type { Person } from "./cast.ts";
import "./panes.css";

/** Which part shows where there is room for one only. */
export type Pane = "left" | "middle" | "right";

/** Chooses the part that shows on a narrow screen, and marks telephones on which something happens meanwhile. */
export function Panes({ people, phones, shown, show }: {
  people: Person[];
  phones: Record<string, PhoneState>;
  shown: Pane;
  show: (pane: Pane) => void;
}) {
  const seen = useRef<Record<string, number>>({});
  const at = (pane: Pane) => people.filter((_, index) => index % 2 === (pane === "left" ? 0 : 1));
  const received = (phone: string) =>
    phones[phone]?.texts.filter(({ direction }) => direction === "in").length ?? 0;
  useEffect(() => {
    for (const { phone } of shown === "middle" ? [] : at(shown)) {
      seen.current[phone] = received(phone);
    }
  });
  const calls = (pane: Pane) =>
    pane !== "middle" && pane !== shown &&
    at(pane).some(({ phone }) =>
      received(phone) > (seen.current[phone] ?? 0) ||
      phones[phone]?.calls.some(({ status, direction }) =>
        status === "ringing" && direction === "in"
      )
    );

  return (
    <div className="panes" role="group" aria-label="What to show">
      {(["left", "middle", "right"] as const).map((pane) => (
        <button
          key={pane}
          type="button"
          aria-pressed={pane === shown}
          className={calls(pane) ? "news" : ""}
          onClick={() => show(pane)}
        >
          {pane === "middle" ? "Between" : at(pane).map(({ name }) => name).join(", ")}
          {calls(pane) && <span className="unseen">, something new</span>}
        </button>
      ))}
    </div>
  );
}
