/** What is shown while there is no page yet, or why there is none; it looks again by itself. */
export function waitingPage(step: string, failed: boolean): Response {
  const title = failed ? "There is no console" : "The console is on its way";
  const text = failed
    ? "The rest of the stack runs. With a connection to the npm registry, start it again."
    : "The first start installs and builds it, once.";
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Maskline</title>
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<h1>${title}</h1><p role="status">${escape(step)}</p><p>${text}</p>`;
  return new Response(html, {
    status: 503,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      ...(failed ? {} : { refresh: "1" }),
    },
  });
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
