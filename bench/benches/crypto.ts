import type { E164 } from "../../supabase/functions/_shared/phone/e164.ts";
import { decrypt } from "../../supabase/functions/_shared/privacy/decrypt.ts";
import { encrypt } from "../../supabase/functions/_shared/privacy/encrypt.ts";
import { hashPhone } from "../../supabase/functions/_shared/privacy/hash_phone.ts";
import { createKeyRing } from "../../supabase/functions/_shared/privacy/key_ring.ts";
import { drive } from "../load/drive.ts";
import { figure } from "../report/figure.ts";
import type { BenchOptions, Section } from "../report/section.ts";
import { phoneNumber } from "../setup/phone_number.ts";

/** What a text pays for its privacy: one hash and one encryption on the way in, two decryptions on the way out. */
export async function crypto({ runs, quick, log }: BenchOptions): Promise<Section> {
  const count = quick ? 100 : 10_000;
  const keys = await createKeyRing({ current: "the key of the bench, 32 characters" });
  const phone = phoneNumber(1) as E164;
  const text = "On my way, be there soon. ".repeat(6).slice(0, 160);
  const ciphertext = await encrypt(keys, "body", text);
  const operations: Record<string, () => Promise<string>> = {
    hash: () => hashPhone(keys, phone),
    "encrypt 160 characters": () => encrypt(keys, "body", text),
    "decrypt 160 characters": () => decrypt(keys, "body", ciphertext),
  };
  const measured: Record<string, number[]> = {};
  for (let run = 0; run <= runs; run++) {
    log(run === 0 ? "crypto: warming up" : `crypto: run ${run} of ${runs}`);
    for (const [name, call] of Object.entries(operations)) {
      const open = () => Promise.resolve(null);
      const { perSecond } = await drive({ count, concurrency: 1, open, call });
      if (run > 0) (measured[name] ??= []).push(1_000_000 / perSecond);
    }
  }
  const figures = Object.fromEntries(
    Object.entries(measured).map(([name, values]) => [name, figure(values, "µs")]),
  );
  return { title: "Cryptography", figures, ratios: {}, notes: [] };
}
