/** "Ana" of ana@example.com: what the console calls a demo user. */
export function nameOf(email: string): string {
  const name = email.split("@")[0] ?? email;
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}
