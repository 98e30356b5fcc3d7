import { findUnit } from '../../engine/0-base/unit.ts';
import type { Facts, StoredRecord } from '../../engine/1-record/facts.ts';
import type { LotMethod } from '../../engine/1-record/network.ts';
import { tableBuilder } from '../../engine/3-flow/builder.ts';
import { nettedTable } from '../../engine/3-flow/net.ts';
import { flowRows } from '../../engine/3-flow/rows.ts';
import { answerTrace, type TraceQuestion } from '../../engine/3-flow/trace/answer.ts';
import type { TraceAnswer } from '../../engine/3-flow/trace/shape.ts';
import { containmentsOf } from '../../engine/3-flow/trace/containment.ts';
import { tracePlan } from '../../engine/3-flow/trace/trace.ts';
import { ids, nameIn } from './cast.ts';
import { factsOf } from './flow-rows.ts';
import { type Setting, tell } from './story.ts';

/** How a story is traced, beside what is asked. */
export interface Told {
  readonly setting?: Setting;
  readonly method?: LotMethod;
  /** Else all agents are members. */
  readonly members?: readonly string[];
  readonly more?: readonly StoredRecord[];
  /** Only what was recorded up to the story's event of this number. */
  readonly upTo?: number;
}

type Asked = Partial<Omit<TraceQuestion, 'plan' | 'facts'>>;

/** Tells a story and answers about its lots. */
export function traced(table: string, { setting = {}, method, members = [], more = [], upTo }: Told = {}) {
  const { effects } = tell(table, setting);
  const known = effects.slice(0, upTo);
  const builder = tableBuilder();
  for (const each of known) builder.append(flowRows(each, 'Europe/Brussels'));
  const changes = known.flatMap(({ event, changes: all }) =>
    all
      .filter(({ attribute }) => attribute === 'container')
      .map(({ resource, value }) => ({ resource, value, happened: event.happened, sequence: event.sequence })),
  );
  const facts: Facts = factsOf(members.map(ids.agent), more);
  const plan = tracePlan({
    table: nettedTable(builder.table()),
    facts,
    zone: 'Europe/Brussels',
    ...(method && { method }),
    containments: containmentsOf(changes),
  });
  const ask = (direction: 'trace' | 'track', resource: string, asked: Asked = {}): TraceAnswer => {
    const holder = asked.holder === undefined ? {} : { holder: ids.agent(asked.holder) };
    const others = asked.others?.map(ids.resource);
    return answerTrace({ plan, facts, direction, resource: ids.resource(resource), ...asked, ...holder, others })!;
  };
  return {
    plan,
    facts,
    track: (resource: string, asked?: Asked) => ask('track', resource, asked),
    trace: (resource: string, asked?: Asked) => ask('trace', resource, asked),
  };
}

/** A place's id with plain names in it. */
export const placeName = (id: string): string =>
  id
    .split(' ')
    .map((part) => nameIn(part))
    .join(' ');

const rounded = (value: number): number => Number(value.toFixed(6));

/** The ends of an answer as "kind place: amount unit". */
export const endsOf = ({ ends }: TraceAnswer): string[] =>
  ends
    .map(({ kind, node, amount, unit }) =>
      `${kind} ${placeName(node)}: ${rounded(amount)} ${findUnit(unit)?.symbol}`.trim(),
    )
    .sort();

/** What passed between two places: the amounts of all edges of an answer by "from > to". */
export const edgesOf = ({ edges }: TraceAnswer): Record<string, number> =>
  Object.fromEntries(edges.map(({ from, to, amount }) => [`${placeName(from)} > ${placeName(to)}`, rounded(amount)]));

/** The share of each origin of what a lot is made of, in percent. */
export const originsOf = ({ ends }: TraceAnswer): Record<string, number> =>
  Object.fromEntries(ends.map(({ kind, node, share }) => [`${kind} ${placeName(node)}`, rounded(100 * share)]));

/** The sum of all ends, shown or not. */
export const sumOf = ({ sums }: TraceAnswer): number => Object.values(sums).reduce((sum, each) => sum + each, 0);
