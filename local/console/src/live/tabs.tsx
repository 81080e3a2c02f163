import { type KeyboardEvent, type ReactNode, useId, useState } from "react";

/** Parts of which one shows; the arrow keys change between them. */
export function Tabs({ label, tabs }: {
  label: string;
  tabs: { name: string; content: ReactNode }[];
}) {
  const [shown, show] = useState(0);
  const id = useId();
  const turn = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const next = (shown + step + tabs.length) % tabs.length;
    show(next);
    (event.currentTarget.children[next] as HTMLElement).focus();
  };
  return (
    <section className="card tabs" aria-label={label}>
      <div className="tabs-names" role="tablist" aria-label={label} onKeyDown={turn}>
        {tabs.map(({ name }, index) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`${id}-tab-${index}`}
            aria-selected={index === shown}
            aria-controls={`${id}-panel`}
            tabIndex={index === shown ? 0 : -1}
            onClick={() => show(index)}
          >
            {name}
          </button>
        ))}
      </div>
      <div
        className="tabs-panel"
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-tab-${shown}`}
        tabIndex={0}
      >
        {tabs[shown]!.content}
      </div>
    </section>
  );
}
