import { type Decimal, add, formatDecimal, parseDecimal, toNumber, zero } from '../../../engine/0-base/decimal.ts';
import { describeProblem } from '../../../engine/0-base/problem.ts';
import { findUnit, fromCoherent, toCoherent } from '../../../engine/0-base/unit.ts';
import type { EconomicEvent } from '../../../engine/1-record/observation.ts';
import type { Attribute, EventEffects } from '../../../engine/2-ledger/effect.ts';
import { attributeOf } from '../../../engine/2-ledger/head.ts';
import { containersIn } from '../contained.ts';
import { admit, emptyLedger, type Ledger, load, stockOf } from '../../../engine/2-ledger/ledger.ts';
import type { AdmitContext, Admission, LoadedHead } from '../../../engine/2-ledger/state.ts';
import { type Cast, ids, nameIn, recorded, recordsFor, withIds } from '../cast.ts';
import { type CaseResult, differencesOf } from './check.ts';
import { isAnswer, openPromises, type Promises, recordPromises } from './promises.ts';
import {
  bodyOf,
  type CaseEvent,
  type CaseMeasure,
  type EconomicMeasure,
  type Expected,
  type Keyed,
  measureOf,
  plainValue,
  type Scene,
  shortNames,
  unitOf,
  usualUnit,
  columnOf,
  withContainer,
} from './scene.ts';

export type EventEffectsCase = Scene & { readonly variants?: readonly Scene[] };

const knownKeys = new Set([
  'expected',
  'expectedAfterEach',
  'expectedAfterEachDerived',
  'expectedAfterEvent',
  'expectedProcessTotals',
  'expectedFulfilment',
]);
const refusedKey = /refus|reject|invalid|illegal|forbidden/i;
const recordedAt = Date.UTC(2100, 0, 1) * 1000;

/** Runs a case of kind event-effects, or each of its variants. */
export function run({ variants, ...shared }: EventEffectsCase): CaseResult {
  const scenes = variants ? variants.map((variant) => ({ ...shared, ...variant })) : [shared];
  const results = scenes.map(runScene);
  const differences = results.flatMap((each) => each.differences);
  const unknownKeys = [...new Set(results.flatMap((each) => each.unknownKeys))];
  const notes = results.flatMap((each) => each.notes ?? []);
  return { passed: differences.length === 0, differences, unknownKeys, ...(notes.length > 0 && { notes }) };
}

/** A scene on its way: the ledger, and what was found so far. */
interface Stage {
  readonly scene: Scene;
  readonly ledger: Ledger;
  readonly cast: Cast;
  readonly units: Map<string, string>;
  readonly differences: string[];
  readonly unknownKeys: Set<string>;
  readonly notes: string[];
  sequence: number;
  readonly promises: Promises;
}

function runScene(scene: Scene): CaseResult {
  const stage = openStage(scene);
  const totals: Totals = new Map();
  (scene.events ?? []).forEach((given, place) => {
    const name = given.id ?? `e${place + 1}`;
    if (Object.keys(given).some((key) => refusedKey.test(key))) {
      expectRefusal(stage, name, given);
      return;
    }
    const body = withContainer(bodyOf(given), scene.events ?? []);
    const { problems, effects } = submitAsPublished(stage, name, body);
    stage.differences.push(...problems.map((each) => `${name} was refused: ${describeProblem(each).message}`));
    for (const effect of effects) addTotals(totals, body, effect);
    stage.promises.observe(effects);
    promise(stage);
    compareStock(stage, scene.expectedAfterEach?.[place], `expectedAfterEach/${place}`);
    compareStock(stage, scene.expectedAfterEvent?.[name], `expectedAfterEvent/${name}`);
    compareStock(stage, derivedAfter(scene, name), `expectedAfterEachDerived/${name}`);
  });
  compareStock(stage, scene.expected, 'expected');
  compareStock(stage, scene.expectedFulfilment, 'expectedFulfilment');
  compareTotals(stage, totals);
  expectRefusals(stage);
  for (const key of Object.keys(scene))
    if (key.startsWith('expected') && !knownKeys.has(key)) stage.unknownKeys.add(key);
  const differences = scene.name ? stage.differences.map((each) => `${scene.name}: ${each}`) : stage.differences;
  const { notes, unknownKeys } = stage;
  return { passed: differences.length === 0, differences, unknownKeys: [...unknownKeys], notes };
}

const derivedAfter = ({ expectedAfterEachDerived }: Scene, event: string): Expected | undefined =>
  (expectedAfterEachDerived?.[`after_${event}`] ?? expectedAfterEachDerived?.[event]) as Expected | undefined;

function openStage(scene: Scene): Stage {
  const stage: Stage = {
    scene,
    ledger: emptyLedger(),
    cast: castOf(scene),
    units: new Map(),
    differences: [],
    unknownKeys: new Set(),
    notes: [],
    sequence: 1,
    promises: openPromises(scene),
  };
  for (const [resource, given] of Object.entries(scene.before ?? {})) begin(stage, resource, given);
  promise(stage);
  return stage;
}

/** Records the promises that can be recorded by now: a claim waits for the event that it follows from. */
function promise(stage: Stage): void {
  const problems = recordPromises(stage.promises, stage.ledger, (body, entry) => {
    register(stage, body);
    const answer = admit(stage.ledger, [entry], contextOf(stage));
    stage.sequence += answer.admitted.length;
    return answer.problems;
  });
  stage.differences.push(...problems.map((each) => `${each.record} was refused: ${describeProblem(each).message}`));
}

/** Things are named only: a resource is of the specification that an event names with it, else all are of one. */
function castOf({ events = [], before = {}, processes = {} }: Scene): Cast {
  const named = new Map(
    events.flatMap((event) => {
      const resource = event['resourceInventoriedAs'] ?? event['toResourceInventoriedAs'];
      return resource && event['resourceConformsTo'] ? [[resource, String(event['resourceConformsTo'])] as const] : [];
    }),
  );
  return {
    specificationOf: (resource) => named.get(resource) ?? String(before[resource]?.['conformsTo'] ?? 'thing'),
    basedOn: (process) => {
      const kind = processes[process]?.['basedOn'];
      return kind === undefined ? undefined : String(kind);
    },
  };
}

/** Puts a resource into the ledger as it is before the events. */
function begin(stage: Stage, resource: string, given: Keyed): void {
  const usual = usualUnit(stage.scene, resource);
  const amountOf = (...names: string[]) => measureOf((columnOf(given, ...names) ?? 0) as CaseMeasure, usual);
  const accounting = amountOf('accounting', 'onhand');
  const onhand = amountOf('onhand', 'accounting');
  const unit = findUnit(accounting.hasUnit)!;
  stage.units.set(resource, unit.id);
  const coherent = ({ hasNumericalValue }: EconomicMeasure) =>
    formatDecimal(toCoherent({ value: parseDecimal(hasNumericalValue)!, unit }));
  const accountable = columnOf(given, 'accountable');
  const holder = accountable ? ids.agent(String(accountable)) : '';
  const head: LoadedHead = {
    resource: ids.resource(resource),
    specification: ids.specification(stage.cast.specificationOf(resource)),
    dimension: unit.dimension,
    live: 1,
    positions: [{ holder, accounting: coherent(accounting), onhand: coherent(onhand) }],
    changes: Object.entries(attributes).flatMap(([key, { attribute, id }]) => {
      const value = columnOf(given, key);
      return value === undefined ? [] : [{ attribute, value: id(String(value)), happened: 0, sequence: 0 }];
    }),
  };
  const named = {
    action: '',
    resourceInventoriedAs: resource,
    ...(accountable ? { provider: String(accountable) } : {}),
  };
  register(stage, named);
  load(stage.ledger, { records: [], heads: [head], events: [], promises: [] });
}

const attributes: Readonly<Record<string, { attribute: Attribute; id: (name: string) => string }>> = {
  accountable: { attribute: 'accountable', id: ids.agent },
  location: { attribute: 'location', id: ids.place },
  stage: { attribute: 'stage', id: ids.processSpecification },
  state: { attribute: 'state', id: (name) => name },
  containedIn: { attribute: 'container', id: ids.resource },
};

function contextOf(stage: Stage): AdmitContext {
  return { recorded: recordedAt + stage.sequence, firstSequence: stage.sequence, zone: 'UTC' };
}

function register(stage: Stage, body: EconomicEvent): void {
  const { admitted } = admit(stage.ledger, recordsFor(body, stage.cast), contextOf(stage));
  stage.sequence += admitted.length;
}

function submit(
  stage: Stage,
  name: string,
  body: EconomicEvent,
  context: Pick<AdmitContext, 'policies' | 'replayed'> = {},
): Admission {
  register(stage, body);
  for (const resource of [body.resourceInventoriedAs, body.toResourceInventoriedAs])
    if (resource && body.resourceQuantity && !stage.units.has(resource))
      stage.units.set(resource, body.resourceQuantity.hasUnit);
  const entry = recorded('EconomicEvent', ids.event(name), withIds(body));
  const admission = admit(stage.ledger, [entry], { ...contextOf(stage), ...context });
  stage.sequence += admission.admitted.length;
  return admission;
}

/** What was published may lack what a producer is asked for: then only its effects count, and what it lacks is noted. */
function submitAsPublished(stage: Stage, name: string, body: EconomicEvent): Admission {
  const strict = submit(stage, name, body);
  const lacks = strict.problems.filter(({ code }) => code.startsWith('action.') && code !== 'action.create');
  if (lacks.length === 0 || lacks.length < strict.problems.length) return strict;
  stage.notes.push(...lacks.map((each) => `${name}: ${describeProblem(each).message}`));
  return submit(stage, name, body, { replayed: true });
}

function compareStock(stage: Stage, expected: Expected | undefined, path: string): void {
  for (const [resource, columns] of Object.entries(expected ?? {}))
    for (const [name, value] of Object.entries(columns)) {
      const column = shortNames.get(name) ?? name;
      const found = foundIn(stage, { resource, column, unit: unitOf(value) });
      if (found === unknown) stage.unknownKeys.add(column);
      else stage.differences.push(...differencesOf(plainValue(value, column), found, `${path}/${resource}/${column}`));
    }
}

const unknown = Symbol('a column that is not known');

interface Cell {
  readonly resource: string;
  readonly column: string;
  readonly unit: string | undefined;
}

function foundIn(stage: Stage, { resource, column, unit: wanted }: Cell): unknown {
  if (isAnswer(stage.promises, resource)) return stage.promises.answer(resource, column) ?? unknown;
  const head = stage.ledger.heads.get(ids.resource(resource));
  if (column === 'accounting' || column === 'onhand') {
    if (!head) return 0;
    const unit = findUnit(wanted ?? stage.units.get(resource) ?? 'one')!;
    if (unit.dimension !== (head.dimension ?? unit.dimension)) return `a quantity of ${head.dimension}`;
    return toNumber(fromCoherent(stockOf(head)[column], unit));
  }
  if (column === 'contains') {
    const inside = [...stage.ledger.heads.values()].filter((each) =>
      containersIn(stage.ledger, each).includes(ids.resource(resource)),
    );
    return inside.map((each) => nameIn(each.resource)).sort();
  }
  const attribute = attributes[column]?.attribute;
  if (!attribute) return unknown;
  const value = head && attributeOf(head, attribute);
  return value === undefined ? null : nameIn(value);
}

type Totals = Map<string, { total: Decimal; unit: string }>;

/** What flowed in or out of each process by action and specification, and by action and resource, in the unit of the first event. */
function addTotals(totals: Totals, body: EconomicEvent, { movements }: EventEffects): void {
  const resource = body.resourceInventoriedAs ?? body.toResourceInventoriedAs;
  for (const { process, quantity, unit, specification } of movements) {
    if (process === undefined) continue;
    const dimension = findUnit(unit)!.dimension;
    const written = [body.resourceQuantity, body.effortQuantity].find(
      (each) => each && findUnit(each.hasUnit)?.dimension === dimension,
    );
    for (const subject of new Set([resource ?? nameIn(specification), nameIn(specification)])) {
      const key = JSON.stringify([nameIn(process), `${body.action} ${subject}`]);
      const known = totals.get(key);
      totals.set(key, { total: add(known?.total ?? zero, quantity), unit: known?.unit ?? written?.hasUnit ?? unit });
    }
  }
}

function compareTotals(
  { scene, differences }: Stage,
  totals: ReadonlyMap<string, { total: Decimal; unit: string }>,
): void {
  for (const [process, expected] of Object.entries(scene.expectedProcessTotals ?? {}))
    for (const [what, value] of Object.entries(expected)) {
      const found = totals.get(JSON.stringify([process, what]));
      const number = found ? toNumber(fromCoherent(found.total, findUnit(unitOf(value) ?? found.unit)!)) : 0;
      differences.push(...differencesOf(plainValue(value, what), number, `expectedProcessTotals/${process}/${what}`));
    }
}

/** Events that must be refused stand under a key that says so, as events or as {event, reason}; strictly, so with all policies. */
function expectRefusals(stage: Stage): void {
  const lists = Object.entries(stage.scene).filter(([key]) => refusedKey.test(key));
  for (const [key, list] of lists)
    for (const [place, item] of Object.entries(list as Keyed)) expectRefusal(stage, `${key}/${place}`, item as Keyed);
}

/** An event that must be refused, or {event, reason}. */
function expectRefusal(stage: Stage, name: string, item: Keyed): void {
  const given = (item['event'] ?? item) as CaseEvent;
  const { problems } = submit(stage, name, bodyOf(given), { policies: { negativeStock: 'refuse', holder: 'refuse' } });
  const said = Object.entries(item).find(([key]) => key === 'reason' || key === 'why' || refusedKey.test(key));
  if (problems.length === 0) stage.differences.push(`${name} was admitted: ${String(said?.[1] ?? '')}`);
}
