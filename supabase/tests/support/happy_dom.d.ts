/** What is used of happy-dom. Its own types bring those of a newer Node, which contradict Deno's. */
export declare class Window {
  constructor(options: { url: string });
  readonly document: EventTarget;
  readonly Event: typeof Event;
  readonly HTMLElement: unknown;
  readonly HTMLIFrameElement: unknown;
  readonly Node: unknown;
  readonly happyDOM: { close(): Promise<void> };
}
