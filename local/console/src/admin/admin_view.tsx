/** What an operator sees, with a secret key that stays in memory. `apiUrl` is the project's URL, as http://127.0.0.1:54321. */
export function AdminView({ apiUrl }: { apiUrl: string }) {
  return (
    <main className="shell-wait">
      <p>The admin view of {apiUrl} comes here.</p>
    </main>
  );
}
