import type { Measure } from '../../../engine/1-record/field.ts';
import { formatDecimal } from '../../../engine/0-base/decimal.ts';
import type { Facts } from '../../../engine/1-record/facts.ts';
import { type NetEvent, netEvents } from '../../../engine/2-ledger/net-events.ts';
import { measureIn } from '../../text/format.ts';
import type { Client } from '../../worker/client.ts';
import type { Answer } from '../../worker/http.ts';
import type { EventItem, Page, PromiseItem } from '../../worker/wire.ts';
import { usualUnit } from '../names.ts';

type Get = Pick<Client, 'get'>;

/** Events with what their corrections leave of them, by id. */
export type DoneEvents = ReadonlyMap<string, NetEvent<EventItem>>;

/** All pages of a list of events. */
async function eventsBy(client: Get, network: string, filter: Readonly<Record<string, string>>) {
  const events: EventItem[] = [];
  const address = `/api/networks/${network}/economic-events?${new URLSearchParams({ ...filter, limit: '1000' })}`;
  for (let next = ''; ;) {
    const answer = await client.get<Page<EventItem>>(`${address}${next}`);
    if (!answer.ok) return answer;
    events.push(...answer.value.items);
    if (answer.value.next === undefined) return { ...answer, value: events };
    next = `&cursor=${encodeURIComponent(answer.value.next)}`;
  }
}

const links = { Commitment: 'fulfills', Intent: 'satisfies', Claim: 'settles' } as const;
const realizing = ['realizationOf', 'reciprocalRealizationOf'] as const;

/** What was done for some promises, and what is said to realise an agreement. */
export async function readDone(
  client: Get,
  network: string,
  { items, agreement }: { readonly items: readonly PromiseItem[]; readonly agreement?: string },
): Promise<Answer<DoneEvents>> {
  const answered = items.filter(({ answeredBy }) => answeredBy.some((each) => each.class === 'EconomicEvent'));
  const lists = await Promise.all([
    ...answered.map((item) => eventsBy(client, network, { [links[item.class]]: item.id })),
    ...(agreement ? realizing.map((field) => eventsBy(client, network, { [field]: agreement })) : []),
  ]);
  const failed = lists.find((each) => !each.ok);
  if (failed && !failed.ok) return failed;
  const found = new Map(lists.flatMap((each) => (each.ok ? each.value : [])).map((event) => [event.id, event]));
  const roots = [...found.values()].filter(({ corrects }) => corrects === undefined);
  const corrections = await Promise.all(roots.map(({ id }) => eventsBy(client, network, { corrects: id })));
  const broken = corrections.find((each) => !each.ok);
  if (broken && !broken.ok) return broken;
  for (const each of corrections) if (each.ok) for (const event of each.value) found.set(event.id, event);
  const net = netEvents([...found.values()]);
  return { ok: true, tag: '', value: new Map(net.map((each) => [each.event.id, each])) };
}

/** One event in a list of what was done: all of it that stands, and how much of it counts. */
export interface DoneLine {
  readonly event: EventItem;
  readonly stands: Measure | undefined;
  /** How much of it counts for the promise; nothing where it counts for none. */
  readonly counts: Measure | undefined;
}

const happenedIn = ({ event }: DoneLine): string => event.happened ?? '';
const inOrder = (lines: readonly DoneLine[]): DoneLine[] =>
  lines.toSorted((a, b) => happenedIn(a).localeCompare(happenedIn(b)));

function lineOf(facts: Facts, net: NetEvent<EventItem>, counts?: Measure): DoneLine {
  const amount = net.resource ?? net.effort;
  const thing = net.event.resourceInventoriedAs ?? net.event.resourceConformsTo ?? '';
  const measure = amount && { hasNumericalValue: formatDecimal(amount.quantity), hasUnit: amount.unit };
  const shown = measure && measureIn(measure, counts?.hasUnit ?? usualUnit(facts, thing));
  return { event: net.event, stands: shown, counts };
}

/** The events that a promise was answered by, the first that happened first. */
export const answersOf = (facts: Facts, item: PromiseItem, done: DoneEvents): DoneLine[] =>
  inOrder(
    item.answeredBy.flatMap(({ id, resourceQuantity, effortQuantity }) => {
      const net = done.get(id);
      return net && !net.undone ? [lineOf(facts, net, resourceQuantity ?? effortQuantity)] : [];
    }),
  );

/** The events that are said to realise a side of an agreement, and count for none of its promises. */
export function beside(
  facts: Facts,
  done: DoneEvents,
  { agreement, side, items }: { agreement: string; side: (typeof realizing)[number]; items: readonly PromiseItem[] },
): DoneLine[] {
  const counted = new Set(items.flatMap(({ answeredBy }) => answeredBy.map(({ id }) => id)));
  const others = [...done.values()].filter(
    ({ event, undone }) => event[side] === agreement && !undone && !counted.has(event.id),
  );
  return inOrder(others.map((net) => lineOf(facts, net)));
}

/** The events that something can be owed for: the one that is named, or those of an agreement. */
export async function eventsToClaim(
  client: Get,
  network: string,
  { event, agreement, items }: { event: string; agreement: string; items: readonly PromiseItem[] },
): Promise<Answer<readonly EventItem[]>> {
  if (event !== '') {
    const found = await client.get<EventItem>(`/api/networks/${network}/economic-events/${encodeURIComponent(event)}`);
    return found.ok ? { ...found, value: [found.value] } : found;
  }
  const clauses = items.filter(({ clauseOf, reciprocalClauseOf }) =>
    [clauseOf, reciprocalClauseOf].includes(agreement),
  );
  const done = await readDone(client, network, { items: clauses, agreement });
  if (!done.ok) return done;
  return { ...done, value: [...done.value.values()].filter(({ undone }) => !undone).map((each) => each.event) };
}
