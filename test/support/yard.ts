import type { OutputRole } from '../../engine/1-record/knowledge.ts';
import type { StoredRecord } from '../../engine/1-record/facts.ts';
import { parseDay } from '../../engine/0-base/time.ts';
import { tableOf } from '../../engine/3-flow/builder.ts';
import { findUnit } from '../../engine/0-base/unit.ts';
import { noKnowledge, type ReuseKnowledge } from '../../engine/7-reuse/knowledge.ts';
import { findReuse, type ReuseFinding } from '../../engine/7-reuse/reuse.ts';
import type { FlowRow } from '../../engine/3-flow/columns.ts';
import { factsOf, opening, pool, process, property, record, row } from './flow-rows.ts';
import { linesOf } from './table.ts';

/** What a story of a neighbourhood's yards may say beside what happened. */
export interface Yard {
  /** What each output is to its kind of work. */
  readonly roles?: Readonly<Record<string, Readonly<Record<string, OutputRole>>>>;
  readonly classes?: Readonly<Record<string, readonly string[]>>;
  /** Degrees north and east. */
  readonly places?: Readonly<Record<string, readonly [number, number]>>;
  /** Kilograms in a litre, euros a kilogram. */
  readonly litres?: Readonly<Record<string, string>>;
  readonly prices?: Readonly<Record<string, string>>;
  readonly outside?: readonly string[];
  readonly disposal?: readonly string[];
  readonly knowledge?: Partial<ReuseKnowledge>;
  readonly first?: string;
  readonly end?: string;
  /** Puts the rows in another order. */
  readonly shuffle?: (rows: FlowRow[]) => FlowRow[];
}

const dayIn = (text: string): number => parseDay(text)!;

/**
 * Tells what a neighbourhood did and what could be used again. Columns: day, who, did (made, used, gave, found), what, amount ("200 kg"),
 * at (the kind of work; of what was given the one who got it), state.
 */
export function yard(table: string, setting: Yard = {}): ReuseFinding {
  const lines = linesOf(table);
  const rows = lines.map((line): FlowRow => {
    const { day, who, did, what, amount, at = '', state } = line as Record<string, string>;
    const [value, symbol] = amount!.split(' ');
    const unit = findUnit(symbol!)!;
    const scale = unit.id === 'litre' ? 0.001 : 1;
    const mine = { ...pool(who!, what!), ...(state ? { state } : {}) };
    const work = process(`${at} of ${who} on ${day}`);
    const ends = {
      made: [work, mine],
      used: [mine, work],
      gave: [mine, { ...pool(at, what!), ...(state ? { state } : {}) }],
      found: [opening, mine],
    }[did!]! as [FlowRow['from'], FlowRow['to']];
    const [from, to] = ends;
    const quantity = Number(value) * scale;
    return row({
      from,
      to,
      specification: what!,
      day: dayIn(day!),
      quantity,
      unit: scale === 1 ? unit.id : 'cubicMetre',
    });
  });
  const { facts, knowledge } = factsIn(lines as Record<string, string>[], setting);
  return findReuse({
    table: tableOf(setting.shuffle?.(rows) ?? rows),
    facts,
    zone: 'Europe/Brussels',
    span: { first: dayIn(setting.first ?? '2025-01-01'), end: dayIn(setting.end ?? '2026-01-01') },
    knowledge,
  });
}

function factsIn(lines: readonly Record<string, string>[], setting: Yard) {
  const { roles = {}, classes = {}, places = {}, litres = {}, prices = {}, disposal = [], outside = [] } = setting;
  const names = [...new Set(lines.flatMap(({ who, did, at }) => [who!, ...(did === 'gave' ? [at!] : [])]))];
  const members = names.filter((name) => !outside.includes(name) && !disposal.includes(name));
  const things = [...new Set(lines.map(({ what }) => what!))];
  const kinds = [...new Set(lines.flatMap(({ did, at }) => (did === 'made' || did === 'used' ? [at!] : [])))];
  const more: StoredRecord[] = [
    ...names.map((name) =>
      record('Organization', name, {
        name,
        ...(places[name] && { primaryLocation: `place of ${name}` }),
        ...(disposal.includes(name) && { classifiedAs: ['waste collection'] }),
      }),
    ),
    ...Object.entries(places).map(([name, [lat, long]]) =>
      record('SpatialThing', `place of ${name}`, { name, lat: String(lat), long: String(long) }),
    ),
    ...things.map((name) =>
      record('ResourceSpecification', name, {
        name,
        ...(classes[name] && { resourceClassifiedAs: [...classes[name]] }),
      }),
    ),
    ...kinds.map((name) =>
      record('ProcessSpecification', name, {
        name,
        ...(roles[name] && {
          allocation: {
            rule: 'mass',
            roles: Object.entries(roles[name]).map(([specification, role]) => ({ specification, role })),
          },
        }),
      }),
    ),
    ...lines
      .filter(({ did }) => did === 'made' || did === 'used')
      .map(({ day, who, at }) => record('Process', `${at} of ${who} on ${day}`, { basedOn: at!, inScopeOf: who! })),
    ...Object.entries(litres).map(([of, kilograms]) => property(of, 'mass', `${kilograms} kilogram per litre`)),
    ...Object.entries(prices).map(([of, euros]) => property(of, 'price', `${euros} EUR per kilogram`)),
  ];
  return { facts: factsOf(members, more), knowledge: { ...noKnowledge, ...setting.knowledge } };
}

/** A pair in few words: who, what, to whom, instead of what; the amount in its unit, rounded. */
export const said = ({ pairs }: ReuseFinding): string[] =>
  pairs.map(({ surplus, need, verdict, obstacles, amount, ground }) =>
    [
      `${surplus.holder}'s ${surplus.specification} for ${need.holder}'s ${need.specification}`,
      ground.is,
      verdict === 'plausible' ? `${Math.round(amount * 1000) / 1000}` : obstacles.map(({ is }) => is).join(' '),
    ].join(', '),
  );
