/** A text as a phone shows it: from the phone's own number (sent) or from another (received). */
export type ShownText = { from: string; to: string; body: string };

const WIDTH = 36;

/** Two telephones side by side, each with the texts that it shows; a phone's own number is never written. */
export function phoneScreens(
  phones: readonly { owner: string; number: string; texts: readonly ShownText[] }[],
): string {
  const screens = phones.map(screen);
  const height = Math.max(...screens.map((lines) => lines.length));
  const edge = phones.map(() => `+${"-".repeat(WIDTH + 2)}+`).join("   ");
  const rows = Array.from(
    { length: height },
    (_, row) => screens.map((lines) => `| ${(lines[row] ?? "").padEnd(WIDTH)} |`).join("   "),
  );
  const [title, ...texts] = rows;
  return [edge, title, edge, ...texts, edge].map((line) => `  ${line}`).join("\n");
}

function screen({ owner, number, texts }: Parameters<typeof phoneScreens>[0][number]): string[] {
  const lines = texts.flatMap((text) => {
    const sent = text.from === number;
    return [
      sent ? `to ${text.to}` : `from ${text.from}`,
      ...wrap(text.body, WIDTH - 2).map((line) => `  ${line}`),
      "",
    ];
  });
  return [`${owner}'s phone`, ...(lines.length > 0 ? lines.slice(0, -1) : ["(no texts)"])];
}

function wrap(text: string, width: number): string[] {
  const lines = [""];
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1)!;
    if (line === "") lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.flatMap((line) => line.match(new RegExp(`.{1,${width}}`, "g")) ?? [""]);
}
