import { expect } from 'vitest';
import { formatDecimal, zero } from '../../engine/0-base/decimal.ts';
import type { Problem } from '../../engine/0-base/problem.ts';
import { parseTime } from '../../engine/0-base/time.ts';
import { coherentUnit, findUnit, fromCoherent } from '../../engine/0-base/unit.ts';
import type { EconomicEvent } from '../../engine/1-record/observation.ts';
import { findAction, paired } from '../../engine/2-ledger/action.ts';
import type { Attribute, EventEffects } from '../../engine/2-ledger/effect.ts';
import { attributeOf } from '../../engine/2-ledger/head.ts';
import type { PairedEvent } from '../../engine/2-ledger/pair.ts';
import type { StockLine } from '../../engine/2-ledger/anomaly.ts';
import type { HandedLine } from '../../engine/2-ledger/loan.ts';
import { admit, emptyLedger, type Ledger, stockOf } from '../../engine/2-ledger/ledger.ts';
import type { AdmitContext } from '../../engine/2-ledger/state.ts';
import { type Cast, ids, nameIn, recorded, recordsFor, withIds } from './cast.ts';
import { containersIn } from './contained.ts';
import { type Line, linesOf } from './table.ts';

/** What a story may say beside its events. Resources of which it says nothing are of the specification of their own name, or of the resource that they come from. */
export interface Setting {
  readonly specifications?: Readonly<Record<string, string>>;
  readonly processes?: Readonly<Record<string, string>>;
  readonly nature?: readonly string[];
  readonly units?: Readonly<Record<string, string>>;
  readonly policies?: NonNullable<AdmitContext['policies']>;
  readonly members?: readonly string[];
  readonly zone?: string;
  /** Folded again from the journal instead of admitted. */
  readonly replayed?: boolean;
}

/** A story that was told: the ledger that it left, what followed from each event, and what was said about it. */
export interface Told {
  readonly ledger: Ledger;
  readonly effects: EventEffects[];
  readonly problems: Problem[];
}

/** Now, in every story. */
export const now = parseTime('2025-03-12T12:00:00Z', 'UTC')!.instant;

/**
 * Tells a story: a table of events, each its own batch. Columns: event, action, quantity, effort, resource, into, of,
 * from (provider), to (receiver), process, corrects, at (place), state, happened, and problem (what the ledger says of it).
 * A refused event leaves the ledger as it was.
 */
export function tell(table: string, setting: Setting = {}): Told {
  const told: Told = { ledger: emptyLedger(), effects: [], problems: [] };
  const cast = castOf(linesOf(table), setting);
  let sequence = 1;
  linesOf(table).forEach((line, place) => {
    const body = bodyOf(line);
    const context = { ...contextOf(setting, place), firstSequence: sequence };
    const first = admit(told.ledger, recordsFor(body, cast), context);
    expect(first.problems).toEqual([]);
    sequence += first.admitted.length;
    const before = line['problem'] ? pictureOf(told.ledger) : '';
    const id = ids.event(line['event'] ?? `e${place + 1}`);
    const answer = admit(told.ledger, [recorded('EconomicEvent', id, withIds(body))], {
      ...context,
      firstSequence: sequence,
      ...(setting.replayed && { replayed: true }),
    });
    const said = [...answer.problems, ...answer.warnings];
    expect(said.map((each) => each.code).join(', '), `event ${place + 1}: ${JSON.stringify(line)}`).toBe(
      line['problem'] ?? '',
    );
    if (answer.problems.length > 0) expect(pictureOf(told.ledger)).toBe(before);
    sequence += answer.admitted.length;
    told.effects.push(...answer.effects);
    told.problems.push(...said);
  });
  return told;
}

function castOf(
  lines: readonly Line[],
  { specifications = {}, processes = {}, nature = [], units = {} }: Setting,
): Cast {
  const from = new Map(lines.map((line) => [line['into'], line['resource']]));
  const isContainment = (resource: string) =>
    lines.some((line) => line['into'] === resource && findAction(line['action']!)?.containedEffect !== 'notApplicable');
  const specificationOf = (resource: string): string => {
    const source = from.get(resource);
    const inherits = source !== undefined && source !== resource && !isContainment(resource);
    return specifications[resource] ?? (inherits ? specificationOf(source) : resource);
  };
  return {
    specificationOf,
    basedOn: (process) => processes[process],
    agentClass: (agent) => (nature.includes(agent) ? 'EcologicalAgent' : 'Organization'),
    defaultUnit: (specification) => units[specification],
  };
}

function contextOf(
  { policies, members, zone = 'Europe/Brussels' }: Setting,
  place: number,
): Omit<AdmitContext, 'firstSequence'> {
  return {
    recorded: now + place,
    zone,
    ...(policies && { policies }),
    ...(members && { members: new Set(members.map(ids.agent)) }),
  };
}

const plainColumns: Readonly<Record<string, keyof EconomicEvent>> = {
  resource: 'resourceInventoriedAs',
  into: 'toResourceInventoriedAs',
  of: 'resourceConformsTo',
  from: 'provider',
  to: 'receiver',
  corrects: 'corrects',
  at: 'toLocation',
  state: 'state',
  happened: 'hasPointInTime',
  begun: 'hasBeginning',
  ended: 'hasEnd',
  inputOf: 'inputOf',
  outputOf: 'outputOf',
};

function bodyOf(line: Line): EconomicEvent {
  const { action = '', process, quantity, effort } = line;
  const plain = Object.entries(plainColumns).flatMap(([column, field]) =>
    line[column] ? [[field, line[column]]] : [],
  );
  const side = findAction(action)?.inputOutput === 'output' ? 'outputOf' : 'inputOf';
  return {
    action,
    ...Object.fromEntries(plain),
    ...(process && { [side]: process }),
    ...(quantity && { resourceQuantity: measureOf(quantity) }),
    ...(effort && { effortQuantity: measureOf(effort) }),
  };
}

function measureOf(text: string) {
  const [hasNumericalValue = '', ...unit] = text.split(' ');
  return { hasNumericalValue, hasUnit: findUnit(unit.join(' '))?.id ?? unit.join(' ') };
}

/** The events of a story that come in pairs, with what their corrections left of them. */
export const pairedIn = ({ ledger }: Told): PairedEvent[] =>
  [...ledger.events.values()].flatMap(({ event: { id, root, body }, resourceTotal: quantity }) => {
    const { action, inputOf, outputOf, resourceInventoriedAs, toResourceInventoriedAs } = body;
    const process = inputOf ?? outputOf;
    const resource = (inputOf === undefined ? undefined : toResourceInventoriedAs) ?? resourceInventoriedAs;
    if (id !== root || !paired.includes(action) || !process || !resource) return [];
    return [{ event: id, action, process, resource, quantity }];
  });

/** What each event of a story did to each resource at each holder, in the order of recording. */
export const linesIn = ({ effects }: Pick<Told, 'effects'>): (HandedLine & StockLine)[] =>
  effects.flatMap(({ event: { happened, sequence }, postings }) =>
    postings.map(({ resource, holder, account, quantity }) => {
      const place = { resource, holder, happened, sequence, accounting: zero, onhand: zero };
      return { ...place, [account]: quantity };
    }),
  );

/** Everything that a ledger says, as one text. */
export const pictureOf = (ledger: Ledger): string =>
  JSON.stringify(
    {
      records: [...ledger.records],
      events: [...ledger.events],
      heads: [...ledger.heads].map(([, head]) => ({ ...head, positions: [...head.positions] })),
    },
    (_, value) => (typeof value === 'bigint' ? `${value}n` : value),
  );

/**
 * Compares the stock that a story left with a table. Columns: resource, accounting, onhand, accountable, stage, state,
 * location, container, and `at <holder>` for what a holder has on hand. An empty cell means none.
 */
export function expectStock({ ledger }: Told, table: string): void {
  const expected = linesOf(table);
  const columns = table
    .split('\n')
    .find((line) => line.trim() !== '')!
    .split('|')
    .map((cell) => cell.trim());
  expect(expected.map((line) => stockLine(ledger, line, columns))).toEqual(expected);
}

function stockLine(ledger: Ledger, line: Line, columns: readonly string[]): Line {
  const head = ledger.heads.get(ids.resource(line['resource']!));
  const cell = (column: string): string => {
    if (column === 'resource') return line[column]!;
    if (!head) return '';
    const unit = line[column]?.split(' ').slice(1).join(' ');
    const shown = (value: Parameters<typeof fromCoherent>[0]) => {
      const as = (unit !== undefined ? findUnit(unit) : undefined) ?? coherentUnit(head.dimension ?? 'count');
      return `${formatDecimal(fromCoherent(value, as))} ${unit ?? as.symbol}`.trim();
    };
    if (column === 'accounting' || column === 'onhand') return shown(stockOf(head)[column]);
    if (column.startsWith('at ')) {
      const position = head.positions.get(ids.agent(column.slice(3)));
      return position ? shown(position.onhand) : '';
    }
    if (column === 'container') return containersIn(ledger, head).map(nameIn).join(', ');
    const value = attributeOf(head, column as Attribute);
    return value === undefined ? '' : nameIn(value);
  };
  return Object.fromEntries(columns.map((column) => [column, cell(column)] as const).filter(([, text]) => text !== ''));
}
