const PATHS = {
  mask: "M3 12h5m8 0h5M12 8.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7Z",
  sun:
    "M12 7.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9ZM12 2v2m0 16v2M2 12h2m16 0h2M5 5l1.4 1.4m11.2 11.2L19 19M5 19l1.4-1.4M17.6 6.4 19 5",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5Z",
  send: "M5 12h13m-5.5-6 6 6-6 6",
  photo: "M4 6.5h16v11H4zm0 8.5 4.5-4 3.5 3 3-2.5 5 4M15.5 9.5h.01",
  phone:
    "M6.5 4h3l1.5 4-2 1.5a11 11 0 0 0 5.5 5.5l1.5-2 4 1.5v3a1.5 1.5 0 0 1-1.7 1.5A15.5 15.5 0 0 1 5 5.7 1.5 1.5 0 0 1 6.5 4Z",
  back: "m14.5 6-6 6 6 6",
  more: "M5.5 12h.01M12 12h.01M18.5 12h.01",
  plus: "M12 5v14m-7-7h14",
  close: "m6 6 12 12M18 6 6 18",
  check: "m5 12.5 4.5 4.5L19 7.5",
  clock: "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16Zm0 4v4.3l2.8 1.7",
  key: "M14.5 4.5a5 5 0 1 1-4.7 6.7L4 17v3h3.5v-2.5H10V15l1.3-1.3M15.5 8.5h.01",
  lock: "M6 11h12v8.5H6zm2.5 0V8a3.5 3.5 0 0 1 7 0v3",
  bolt: "M13 3 5.5 13.5H12L11 21l7.5-10.5H12Z",
  sweep:
    "M4 12a8 8 0 0 1 13.7-5.7L20 8.5M20 4v4.5h-4.5M20 12a8 8 0 0 1-13.7 5.7L4 15.5M4 20v-4.5h4.5",
  out: "M14 5H6v14h8m-3-7h9m-3.5-3.5L20 12l-3.5 3.5",
  keypad: "M6 6h.01M12 6h.01M18 6h.01M6 12h.01M12 12h.01M18 12h.01M6 18h.01M12 18h.01M18 18h.01",
} as const;

export type IconName = keyof typeof PATHS;

/** A line drawing that says nothing by itself: what it stands beside or in has the words. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === "more" || name === "keypad" ? 2.6 : 1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
