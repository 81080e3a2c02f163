/** An element of TwiML; `text` is what stands directly in it. */
export type Element = {
  name: string;
  attributes: Record<string, string>;
  text: string;
  children: Element[];
};

const TOKEN = /<\?[^>]*\?>|<!--[\s\S]*?-->|<(\/?)([A-Za-z]+)([^>]*?)(\/?)>|([^<]+)/g;
const ATTRIBUTE = /([A-Za-z]+)\s*=\s*"([^"]*)"/g;
const ENTITIES: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/** The verbs of a `<Response>`; null when it is not one (error 12100, "Document parse failure"). */
export function parseTwiml(xml: string): Element[] | null {
  const root: Element = { name: "", attributes: {}, text: "", children: [] };
  const open = [root];
  for (const [, closing, name, attributes, empty, text] of xml.matchAll(TOKEN)) {
    const current = open.at(-1)!;
    if (text !== undefined) current.text += decode(text);
    else if (closing) {
      if (open.pop()?.name !== name) return null;
    } else if (name !== undefined) {
      const element: Element = {
        name,
        attributes: Object.fromEntries(
          [...attributes!.matchAll(ATTRIBUTE)].map(([, key, value]) => [key!, decode(value!)]),
        ),
        text: "",
        children: [],
      };
      current.children.push(element);
      if (!empty) open.push(element);
    }
  }
  const [response] = root.children;
  return open.length === 1 && root.children.length === 1 && response?.name === "Response"
    ? response.children
    : null;
}

function decode(text: string): string {
  return text.replace(
    /&(?:(lt|gt|amp|quot|apos)|#(\d+)|#x([0-9a-fA-F]+));/g,
    (_, name, decimal, hex) =>
      name ? ENTITIES[name]! : String.fromCodePoint(decimal ? Number(decimal) : parseInt(hex, 16)),
  );
}
