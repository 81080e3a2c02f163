import { useConversation, useConversations, useMessages } from "maskline/react";
import { useEffect, useRef, useState } from "react";
import { Phone } from "../phone/phone.tsx";
import { useLiveData } from "../stack/use_live_data.ts";
import { CallsPanel } from "./calls_panel.tsx";
import { CarrierPanel } from "./carrier_panel.tsx";
import { type Person, personOf } from "./cast.ts";
import { ConversationCard } from "./conversation_card.tsx";
import { FirstConversation } from "./first_conversation.tsx";
import { type Pane, Panes } from "./panes.tsx";
import { PoolCard } from "./pool_card.tsx";
import { RowsPanel } from "./rows_panel.tsx";
import "./stage.css";
import { Tabs } from "./tabs.tsx";
import { TextsPanel } from "./texts_panel.tsx";
import { useSweep } from "./use_sweep.ts";

/** Telephones at both sides, what happens between them in the middle. */
export function Stage({ cast, userId }: { cast: Person[]; userId: string }) {
  const { conversations, create, refresh: relist, loading, error } = useConversations();
  const [chosen, choose] = useState<string | null>(null);
  const id = conversations.some((one) => one.id === chosen) ? chosen : conversations[0]?.id ?? null;
  const { conversation, refresh: reread } = useConversation(id);
  const texts = useMessages(id);
  const [pane, show] = useState<Pane>("middle");

  const seats = conversation?.participants ?? [];
  const people = seatedFirst(cast, userId, seats.map((seat) => personOf(cast, seat)));
  const live = useLiveData(id, people.map(({ phone }) => phone));
  const { rows, phones } = live;
  const sweep = useSweep(rows);

  // What the database holds has changed, so what the API says of it has.
  const known = useRef(rows);
  const { refresh: retext } = texts;
  useEffect(() => {
    if (rows === known.current) return;
    known.current = rows;
    retext();
    reread();
    relist();
  }, [rows, retext, reread, relist]);

  const proxyOf = (person: Person) =>
    seats.find((seat) => personOf(cast, seat) === person)?.proxy_number ?? null;
  const column = (side: 0 | 1) =>
    people.filter((_, index) => index % 2 === side).map((person) => (
      <Phone
        key={person.phone}
        person={person}
        proxyNumber={proxyOf(person)}
        state={phones[person.phone]}
      />
    ));

  return (
    <main className={people.length > 2 ? "stage many" : "stage"} data-pane={pane}>
      <h1 className="unseen">Live view</h1>
      {!live.connected && (
        <p className="notice stage-notice" role="alert">
          The stack does not answer. It is asked again until it does.
        </p>
      )}
      <Panes people={people} phones={phones} shown={pane} show={show} />
      <div className="stage-side left">{column(0)}</div>
      <div className="stage-middle">
        {error && <p className="notice" role="alert">{error.message}</p>}
        {id === null
          ? <FirstConversation cast={cast} userId={userId} loading={loading} create={create} />
          : (
            <ConversationCard
              cast={cast}
              userId={userId}
              people={people}
              rows={rows}
              conversations={conversations}
              conversation={conversation}
              choose={choose}
              create={create}
              refresh={reread}
            />
          )}
        <PoolCard
          pool={rows?.pool ?? null}
          conversationId={id}
          cast={cast}
          seats={rows?.seats ?? []}
        />
        <Tabs
          label="What happens"
          tabs={[
            {
              name: "Texts",
              content: <TextsPanel cast={cast} seats={seats} texts={texts} live={live} />,
            },
            {
              name: "Calls",
              content: <CallsPanel id={id} cast={cast} seats={seats} rows={rows} />,
            },
            {
              name: "Database",
              content: <RowsPanel rows={rows} cast={cast} messages={texts.messages} />,
            },
            { name: "Carrier", content: <CarrierPanel sweep={sweep} /> },
          ]}
        />
      </div>
      <div className="stage-side right">{column(1)}</div>
    </main>
  );
}

/** Whoever is signed in comes first; without a conversation the demo users are there. */
function seatedFirst(
  cast: Person[],
  userId: string,
  seated: (Person | undefined)[],
): Person[] {
  const known = seated.filter((person) => person !== undefined);
  const people = known.length > 0 ? known : cast.filter((person) => person.userId !== null);
  return people.toSorted((a, b) => Number(b.userId === userId) - Number(a.userId === userId));
}
