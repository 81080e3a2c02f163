import { readDocuments } from "./read_document.ts";

/** One fenced block of a document. */
export type Block = {
  path: string;
  /** The line of its first character, counted from 1. */
  line: number;
  /** What stands behind the fence. */
  language: string;
  /** The headings that it is under, outermost first. */
  headings: string[];
  text: string;
};

/** `docs/api.md:74`, by which an editor finds a block. */
export const placeOf = ({ path, line }: Block): string => `${path}:${line}`;

/** Every fenced block of every document, in order. */
export async function findBlocks(): Promise<Block[]> {
  return (await readDocuments()).flatMap(({ path, text }) => blocksOf(path, text));
}

/** The fenced blocks of one document. Throws for one that nothing ends. */
export function blocksOf(path: string, text: string): Block[] {
  const blocks: Block[] = [];
  const headings: string[] = [];
  let open: { block: Block; indent: string; lines: string[] } | undefined;
  for (const [index, line] of text.split("\n").entries()) {
    const fence = /^( *)```(.*)$/.exec(line);
    if (open) {
      if (fence && fence[2] === "") {
        blocks.push({ ...open.block, text: `${open.lines.join("\n")}\n` });
        open = undefined;
      } else {
        open.lines.push(line.startsWith(open.indent) ? line.slice(open.indent.length) : line);
      }
    } else if (fence) {
      const [, indent = "", language = ""] = fence;
      const block = { path, line: index + 2, language, headings: [...headings], text: "" };
      open = { block, indent, lines: [] };
    } else {
      const heading = /^(#+) (.+)$/.exec(line);
      if (heading) {
        headings.splice(heading[1]!.length - 1);
        headings[heading[1]!.length - 1] = heading[2]!;
      }
    }
  }
  if (open) throw new Error(`${placeOf(open.block)}: this block is never closed`);
  return blocks;
}

/** A document without its blocks, line by line as it was: what stands between them is prose. */
export function proseOf(text: string): string {
  let isInside = false;
  return text.split("\n").map((line) => {
    const isFence = /^ *```/.test(line);
    if (isFence) isInside = !isInside;
    return isFence || isInside ? "" : line;
  }).join("\n");
}
