import { strangerQuestion } from "../../functions/_shared/strangers/answer_schema.ts";
import { type Asked, startSignedHook } from "./signed_hook.ts";

/** What `strangerQuestion` tells, parsed. */
export type StrangerQuestion = Asked<ReturnType<typeof parse>>;

const parse = (text: string) => strangerQuestion.parse(JSON.parse(text));

/** An app that is asked what to do about strangers. */
export const startStrangersHook = () =>
  startSignedHook("STRANGERS", parse, () => Response.json({ action: "answer" }));
