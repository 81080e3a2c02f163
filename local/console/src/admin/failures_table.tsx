import { describeCode } from "./describe_code.ts";
import type { Failures } from "./reports.ts";
import { Time } from "./time.tsx";

/** Why texts failed, and why others wait. */
export function FailuresTable({ failures }: { failures: Failures }) {
  const rows = [
    ...failures.waiting.map(({ oldest_at, ...row }) => ({ ...row, at: oldest_at, tone: "busy" })),
    ...failures.failed.map(({ last_at, ...row }) => ({ ...row, at: last_at, tone: "bad" })),
  ];
  return (
    <section className="card admin-list" aria-labelledby="admin-failures">
      <h2 id="admin-failures">Waiting and failed</h2>
      {rows.length === 0
        ? <p className="soft">Every text of that time has arrived, and none waits.</p>
        : (
          <div className="admin-scroll" tabIndex={0} role="group" aria-labelledby="admin-failures">
            <table>
              <thead>
                <tr>
                  <th scope="col">State</th>
                  <th scope="col">Why</th>
                  <th scope="col">Texts</th>
                  <th scope="col">Last, or oldest</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={`${row.status} ${row.error_code}`}>
                    <td>
                      <span className={`pill ${row.tone}`}>{row.status}</span>
                    </td>
                    <td>
                      {row.error_code && <code className="mono">{row.error_code}</code>}{" "}
                      {describeCode(row.error_code)}
                    </td>
                    <td>{row.count}</td>
                    <td>
                      <Time at={row.at} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
    </section>
  );
}
