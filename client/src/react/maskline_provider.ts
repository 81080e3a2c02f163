// @ts-types="@types/react"
import { createContext, createElement, type ReactNode, useContext } from "react";
import type { Maskline } from "../create_maskline.ts";

const MasklineContext = createContext<Maskline | null>(null);

/** Gives the hooks below it their client. Make the client once, outside of components. */
export function MasklineProvider(
  { client, children }: { client: Maskline; children?: ReactNode },
) {
  return createElement(MasklineContext.Provider, { value: client }, children);
}

/** The client of the provider above. */
export function useMaskline(): Maskline {
  const client = useContext(MasklineContext);
  if (!client) {
    throw new Error("Use a hook of Maskline: put a MasklineProvider above it");
  }
  return client;
}
