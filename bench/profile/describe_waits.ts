import { shareOfWaits, type Waits } from "../load/sample_waits.ts";

/** What each SQL function of the samples was found at, and for what it waited, in percent of the looks at that function. */
export function describeWaits(waits: Waits): string[] {
  const looksAt = new Map<string, number>();
  for (const { doing, looks } of waits) looksAt.set(doing, (looksAt.get(doing) ?? 0) + looks);
  return [...looksAt].sort(([, a], [, b]) => b - a).flatMap(([doing, looks]) => {
    const own = waits.filter((one) => one.doing === doing);
    const found = new Set(own.map(({ kind, event }) => event === "" ? kind : `${kind}: ${event}`));
    const rows = [...found].map((name) => ({
      name,
      share: shareOfWaits(
        own,
        ({ kind, event }) => name === (event === "" ? kind : `${kind}: ${event}`),
      ),
    }));
    return [
      `${doing}, found busy ${looks} times:`,
      ...rows.sort((a, b) => b.share - a.share).slice(0, 8)
        .map(({ name, share }) => `${share.toFixed(1).padStart(8)}%  ${name}`),
    ];
  });
}
