/** "+1 415 555 0101": E.164 as people read it; other countries' numbers stay in one piece after their +. */
export function sayNumber(number: string): string {
  const [, area, exchange, line] = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number) ?? [];
  return line ? `+1 ${area} ${exchange} ${line}` : number;
}
