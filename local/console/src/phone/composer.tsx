import { type FormEvent, type KeyboardEvent, useRef, useState } from "react";
import { Disclosure } from "../design/disclosure.tsx";
import { Icon } from "../design/icon.tsx";
import { drawPicture, PICTURES } from "./draw_picture.ts";

/** Where a text is written; Enter sends it. */
export function Composer({ send }: {
  send: (body: string, media?: string[]) => Promise<boolean>;
}) {
  const [body, setBody] = useState("");
  const file = useRef<HTMLInputElement>(null);

  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    const text = body.trim();
    if (text === "") return;
    setBody("");
    if (!await send(text)) setBody(text);
  };
  const enter = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    submit();
  };
  const sendFile = async (chosen: File | undefined) => {
    if (chosen) await send("", [await readDataUrl(chosen)]);
    if (file.current) file.current.value = "";
  };

  return (
    <form className="composer" onSubmit={submit}>
      <Disclosure label="Send a picture" icon="photo" side="above">
        {PICTURES.map((name) => (
          <button
            key={name}
            type="button"
            onClick={() => send("", [drawPicture(name)])}
          >
            {name}
          </button>
        ))}
        <button type="button" onClick={() => file.current?.click()}>From this computer…</button>
      </Disclosure>
      <input
        ref={file}
        type="file"
        accept="image/*"
        hidden
        onChange={(event) => sendFile(event.target.files?.[0])}
      />
      <textarea
        rows={1}
        maxLength={1600}
        aria-label="Text message"
        placeholder="Text message"
        value={body}
        onChange={(event) => setBody(event.target.value)}
        onKeyDown={enter}
      />
      <button
        type="submit"
        className="composer-send"
        aria-label="Send"
        disabled={body.trim() === ""}
      >
        <Icon name="send" size={16} />
      </button>
    </form>
  );
}

function readDataUrl(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
