/** What a section of docs/api.md tells, under a heading of the second or third level. */
export type Section = {
  title: string;
  /** As `GET /masking/pool`, of the heading and of tables of routes. */
  routes: string[];
  /** The JSON that stands by itself. */
  answers: unknown[];
  /** What its curl commands send; ids take the place of variables. */
  requests: { method: string; path: string; body: unknown }[];
  /** The codes after "Errors:". */
  codes: string[];
};

const SOME_ID = "00000000-0000-4000-8000-000000000000";

/** The sections of docs/api.md. */
export function readApiPage(text: string): Section[] {
  return text.split(/^(?=##+ )/m).slice(1).map((section) => {
    const title = /^##+ (.*)$/m.exec(section)![1]!;
    return {
      title,
      routes: [title, ...[...section.matchAll(/^\| `(POST [^|]*)\|/gm)].flatMap(readRow)]
        .flatMap((route) => /^([A-Z]+ \/[^\s?`]*)/.exec(route)?.[1] ?? []),
      answers: [...section.matchAll(/^```json\n(.*?)^```/gms)].map(([, json]) => JSON.parse(json!)),
      requests: [...section.matchAll(/^```sh\n(.*?)^```/gms)].flatMap(([, sh]) => readCurl(sh!)),
      codes: [...section.matchAll(/Errors:(.*?)(?:\n\n|\n$|$(?![\s\S]))/gs)].flatMap(([, list]) =>
        [...list!.matchAll(/`([a-z_]+)`/g)].map(([, code]) => code!)
      ),
    };
  });
}

/** The routes of a row: `POST /a/b`, `/c` are two paths of one function. */
function readRow([, cell]: RegExpMatchArray): string[] {
  const [first, ...more] = [...cell!.matchAll(/(?:POST )?(\/[^`?\s]*)/g)].map(([, path]) => path!);
  const base = first!.slice(0, first!.lastIndexOf("/"));
  return [first!, ...more.map((path) => base + path)].map((path) => `POST ${path}`);
}

function readCurl(command: string): Section["requests"] {
  return command.split(/^(?=curl )/m).filter((part) => part.startsWith("curl ")).map((part) => {
    const [, url] = /\$API([^\s"]*)/.exec(part)!;
    const data = /-d '([^']*)'/s.exec(part)?.[1] ??
      /-d "((?:[^"\\]|\\.)*)"/s.exec(part)?.[1]?.replaceAll('\\"', '"');
    const known = (text: string) => text.replaceAll(/\$[A-Z_]+/g, SOME_ID);
    return {
      method: /-X ([A-Z]+)/.exec(part)?.[1] ?? (data === undefined ? "GET" : "POST"),
      path: known(url!).split("?")[0]!,
      body: data === undefined ? null : JSON.parse(known(data)),
    };
  });
}
