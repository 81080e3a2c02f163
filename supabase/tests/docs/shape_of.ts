/** What a value of an answer looks like: values that differ from run to run by their kind, others as they are. */
export function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(([name, member]) => [name, shapeOf(member)] as const);
    return Object.fromEntries(entries.toSorted(([a], [b]) => a < b ? -1 : 1));
  }
  return typeof value === "string" ? kindOf(value) : value;
}

function kindOf(text: string): string {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) return "<id>";
  if (/^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(text)) return "<time>";
  if (/^(SM|MM|CA)[0-9a-f]{32}$/.test(text)) return "<sid>";
  // The demo pool's: any of them may be lent.
  return /^\+141555501(1\d)$/.test(text) ? "<pool number>" : text;
}

/** The JSON values of a text in which they follow one another, over however many lines. */
export function readValues(text: string): unknown[] {
  const values: unknown[] = [];
  let pending = "";
  for (const line of text.trim().split("\n")) {
    pending += line;
    try {
      values.push(JSON.parse(pending));
      pending = "";
    } catch {
      // It goes on in the next line.
    }
  }
  if (pending !== "") throw new Error(`Read the output: this is no JSON: ${pending}`);
  return values;
}
