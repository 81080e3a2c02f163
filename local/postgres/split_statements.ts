const TOKEN = new RegExp(
  [
    /--[^\n]*/, // a comment to the end of the line
    /\/\*/, // a comment that may hold others
    /[eE]'(?:[^'\\]|\\[^]|'')*'?/, // a string with escapes
    /'(?:[^']|'')*'?/,
    /"(?:[^"]|"")*"?/,
    /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/, // the start of a dollar-quoted string
    /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/, // a word
    /\d[\w.]*/,
    /;/,
  ].map((part) => part.source).join("|"),
  "g",
);

/**
 * The statements of a SQL file as the Supabase CLI records them: without the semicolon and the white space around them, with the
 * comments before them.
 */
export function splitStatements(text: string): string[] {
  const statements: string[] = [];
  const token = new RegExp(TOKEN);
  let start = 0;
  let word = "";
  // Above 0 inside "begin atomic … end", whose statements belong to the function around them.
  let depth = 0;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const [found] = match;
    if (found === "/*") token.lastIndex = endOfComment(text, match.index);
    else if (/^\$.*\$$/.test(found)) token.lastIndex = endOfQuote(text, found, token.lastIndex);
    else if (found === ";" && depth === 0) {
      statements.push(text.slice(start, match.index));
      start = token.lastIndex;
    } else if (/^[A-Za-z_]/.test(found)) {
      const previous = word;
      word = found.toLowerCase();
      if (word === "atomic" && previous === "begin") depth = 1;
      else if (depth > 0 && word === "case") depth++;
      else if (depth > 0 && word === "end") depth--;
    }
  }
  statements.push(text.slice(start));
  return statements.map((statement) => statement.trim()).filter((statement) => statement !== "");
}

function endOfComment(text: string, start: number): number {
  const edge = /\/\*|\*\//g;
  edge.lastIndex = start;
  let depth = 0;
  for (let match = edge.exec(text); match; match = edge.exec(text)) {
    depth += match[0] === "/*" ? 1 : -1;
    if (depth === 0) return edge.lastIndex;
  }
  return text.length;
}

function endOfQuote(text: string, quote: string, from: number): number {
  const end = text.indexOf(quote, from);
  return end < 0 ? text.length : end + quote.length;
}
