// @ts-types="./happy_dom.d.ts"
import { Window } from "happy-dom";

/** A browser's page for React to render into, for the whole test file. `show` says whether somebody can see it. */
export function openPage() {
  const window = new Window({ url: "http://localhost/" });
  const { document, HTMLElement, HTMLIFrameElement, Node } = window;
  Object.assign(globalThis, {
    window,
    document,
    HTMLElement,
    HTMLIFrameElement,
    Node,
  });
  let visible = true;
  Object.defineProperty(document, "visibilityState", {
    get: () => visible ? "visible" : "hidden",
  });
  return {
    show(now: boolean) {
      visible = now;
      document.dispatchEvent(new window.Event("visibilitychange"));
    },
    close: () => window.happyDOM.close(),
  };
}
