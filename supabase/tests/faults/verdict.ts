/** A text that a person sent, as the harness made it. */
export type SentText = {
  from: string;
  to: string;
  body: string;
  sid: string;
  order: number;
  pair: string;
};

export type Verdict = {
  losses: string[];
  duplicates: string[];
  misrouted: string[];
  outOfOrder: string[];
};

type Phone = { body: string; direction: "in" | "out" }[];

/**
 * Compares what people sent with what every phone shows. Order is asked of those whose webhook came through: a text whose webhook was
 * lost is relayed when the carrier's list is compared, behind those that came after it.
 */
export function judge(
  sent: SentText[],
  phones: Map<string, Phone>,
  webhookCame: (sid: string) => boolean,
): Verdict {
  const verdict: Verdict = { losses: [], duplicates: [], misrouted: [], outOfOrder: [] };
  const expected = new Map(sent.map((text) => [text.body, text]));
  const arrived = new Map<string, number>();
  for (const [number, messages] of phones) {
    const lastOfPair = new Map<string, number>();
    for (const { body, direction } of messages) {
      const text = direction === "in" ? expected.get(body) : undefined;
      if (!text) continue;
      if (text.to !== number) verdict.misrouted.push(body);
      arrived.set(body, (arrived.get(body) ?? 0) + 1);
      if (arrived.get(body)! > 1 || !webhookCame(text.sid)) continue;
      if (text.order < (lastOfPair.get(text.pair) ?? -1)) verdict.outOfOrder.push(body);
      lastOfPair.set(text.pair, Math.max(text.order, lastOfPair.get(text.pair) ?? -1));
    }
  }
  for (const { body } of sent) {
    const times = arrived.get(body) ?? 0;
    if (times === 0) verdict.losses.push(body);
    if (times > 1) verdict.duplicates.push(body);
  }
  return verdict;
}
