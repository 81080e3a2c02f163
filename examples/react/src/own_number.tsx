import { useVerifiedNumber } from "maskline/react";
import { describeFailure } from "./describe_failure.ts";

/** The user's own number, which others never see, and how to prove one. */
export function OwnNumber({ userId }: { userId: string }) {
  const { number, loading, error, verification, link, verify, cancel } = useVerifiedNumber();
  if (loading) return <p>…</p>;
  if (error && !number) return <p role="alert">{describeFailure(error)}</p>;
  if (number) {
    return <p>Your number is {number.phone}. Others reach you as {userId}, and never see it.</p>;
  }
  const asksForCode = verification.step === "code_sent" || verification.step === "checking";
  return (
    <form
      action={async (form) => {
        const text = String(form.get("text"));
        await (asksForCode ? verify(text) : link(text));
      }}
    >
      <label>
        {asksForCode ? `The code that we sent to ${verification.phone}` : "Your phone number"}
        <input name="text" inputMode="tel" required />
      </label>
      <button type="submit">{asksForCode ? "Verify" : "Send a code"}</button>
      {asksForCode && <button type="button" onClick={cancel}>Another number</button>}
      {verification.error && <p role="alert">{describeFailure(verification.error)}</p>}
    </form>
  );
}
