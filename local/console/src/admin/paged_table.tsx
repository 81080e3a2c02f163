import { type ReactNode, useId, useState } from "react";
import { type Service, useService } from "./use_service.ts";

/** A list of the API, a page at a time; the newest page renews itself. */
export function PagedTable<Row extends { id: string }>(
  { service, title, path, list, columns, empty }: {
    service: Service;
    title: string;
    /** Under /masking, with its query but for the cursor. */
    path: string;
    /** The member of the answer that has the rows. */
    list: string;
    columns: { name: string; show: (row: Row) => ReactNode }[];
    empty: string;
  },
) {
  const [cursor, setCursor] = useState<string | null>(null);
  const titleId = useId();
  const at = cursor === null ? path : `${path}&cursor=${encodeURIComponent(cursor)}`;
  const { answers, failure } = useService<{ page: Record<string, unknown> }>(service, { page: at });
  const rows = answers?.page[list] as Row[] | undefined;
  const next = answers?.page.next_cursor as string | null | undefined;
  return (
    <section className="card admin-list" aria-labelledby={titleId}>
      <div className="admin-list-head">
        <h2 id={titleId}>{title}</h2>
        {cursor !== null && (
          <button
            type="button"
            className="button"
            onClick={() => setCursor(null)}
          >
            Newest
          </button>
        )}
        {next && (
          <button type="button" className="button" onClick={() => setCursor(next)}>Older</button>
        )}
      </div>
      {failure && <p className="notice">{failure}</p>}
      {rows?.length === 0 && <p className="soft">{empty}</p>}
      {rows && rows.length > 0 && (
        <div className="admin-scroll" tabIndex={0} role="group" aria-labelledby={titleId}>
          <table>
            <thead>
              <tr>{columns.map(({ name }) => <th key={name} scope="col">{name}</th>)}</tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  {columns.map(({ name, show }) => <td key={name}>{show(row)}</td>)}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
