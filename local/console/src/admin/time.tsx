/** A moment, as people write it. */
export function Time({ at }: { at: string | null }) {
  if (at === null) return "–";
  return (
    <time dateTime={at}>
      {new Date(at).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "medium" })}
    </time>
  );
}
