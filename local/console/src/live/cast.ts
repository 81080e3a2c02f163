import type { Conversation } from "maskline";
import { nameOf } from "../session/name_of.ts";
import type { Config } from "../stack/read_config.ts";

/** Somebody with a simulated telephone. `hue` is the colour of that person everywhere; only demo users have a `userId`. */
export type Person = { name: string; phone: string; hue: number; userId: string | null };

const OTHERS = [
  ["Cleo", "+14155550103"],
  ["Dan", "+14155550104"],
  ["Eve", "+14155550105"],
  ["Finn", "+14155550106"],
] as const;

/** Everybody whom the console can connect: the demo users, and a few who have a telephone alone. */
export function castOf(config: Config): Person[] {
  const users = config.users.map(({ id, email, phone }) => ({
    name: nameOf(email),
    phone,
    userId: id,
  }));
  const others = OTHERS.map(([name, phone]) => ({ name, phone, userId: null }));
  return [...users, ...others].map((person, hue) => ({ ...person, hue }));
}

type Seat = Conversation["participants"][number];

/** Who has a seat; undefined for somebody whose telephone is not one of the console's. */
export function personOf(
  cast: readonly Person[],
  seat: Pick<Seat, "label"> & Partial<Seat>,
): Person | undefined {
  return cast.find(({ userId, name }) =>
    seat.user_id ? userId === seat.user_id : seat.label === name
  );
}
