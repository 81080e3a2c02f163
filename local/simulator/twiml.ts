const MESSAGE = /<Message\b[^>]*>([\s\S]*?)<\/Message>/g;
const ENTITIES: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/** The texts that an answer makes Twilio send: `<Message>` of TwiML, and a whole text/plain body (docs: messaging/twiml). */
export function repliesOf(answer: { type: string; body: string }): string[] {
  if (answer.type.startsWith("text/plain")) return answer.body === "" ? [] : [answer.body];
  return [...answer.body.matchAll(MESSAGE)].map(([, content = ""]) => {
    const body = /<Body\b[^>]*>([\s\S]*?)<\/Body>/.exec(content)?.[1] ?? content;
    return body.replace(/&(lt|gt|amp|quot|apos);/g, (_, name) => ENTITIES[name]!);
  });
}
