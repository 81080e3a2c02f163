/** What is used of a browser's document; there is none on a server. */
type Page = {
  visibilityState: string;
  addEventListener(event: "visibilitychange", listener: () => void): void;
  removeEventListener(event: "visibilitychange", listener: () => void): void;
};

/** Says whether somebody can see the page, now and whenever that changes. Returns what ends it. */
export function watchPage(onVisible: (visible: boolean) => void): () => void {
  const page = (globalThis as { document?: Page }).document;
  const tell = () => onVisible(page?.visibilityState !== "hidden");
  tell();
  page?.addEventListener("visibilitychange", tell);
  return () => page?.removeEventListener("visibilitychange", tell);
}
