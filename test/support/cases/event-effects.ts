import { type Decimal, add, formatDecimal, parseDecimal, toNumber, zero } from '../../../engine/0-base/decimal.ts';
import { describeProblem } from '../../../engine/0-base/problem.ts';
import { findUnit, fromCoherent, toCoherent } from '../../../engine/0-base/unit.ts';
import { schemas } from '../../../engine/1-record/kind.ts';
import type { EconomicEvent } from '../../../engine/1-record/observation.ts';
import { findAction } from '../../../engine/2-ledger/action.ts';
import type { Attribute, EventEffects } from '../../../engine/2-ledger/effect.ts';
import { attributeOf } from '../../../engine/2-ledger/head.ts';
import { admit, emptyLedger, type Ledger, load, stockOf } from '../../../engine/2-ledger/ledger.ts';
import type { AdmitContext, Admission, LoadedHead } from '../../../engine/2-ledger/state.ts';
import { type Cast, ids, nameIn, recorded, recordsFor, withIds } from '../cast.ts';
import { type CaseResult, differencesOf } from './check.ts';

type Keyed = Readonly<Record<string, unknown>>;
type CaseMeasure = number | { readonly hasNumericalValue: number | string; readonly hasUnit: string };
type CaseEvent = Keyed & { readonly id?: string; readonly action: string };
type Expected = Readonly<Record<string, Keyed>>;

/** One run of events: what is there before, what happens, what is expected then (cases/FORMATS.md, kind event-effects). */
interface Scene {
  readonly name?: string;
  readonly before?: Readonly<Record<string, Keyed>>;
  readonly processes?: Readonly<Record<string, Keyed>>;
  readonly events?: readonly CaseEvent[];
  readonly expected?: Expected;
  readonly expectedAfterEach?: readonly Expected[];
  readonly expectedAfterEachDerived?: Keyed;
  readonly expectedAfterEvent?: Readonly<Record<string, Expected>>;
  readonly expectedProcessTotals?: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export type EventEffectsCase = Scene & { readonly variants?: readonly Scene[] };

const knownKeys = new Set([
  'expected',
  'expectedAfterEach',
  'expectedAfterEachDerived',
  'expectedAfterEvent',
  'expectedProcessTotals',
]);
const refusedKey = /refus|reject|invalid|illegal|forbidden/i;
const recordedAt = Date.UTC(2100, 0, 1) * 1000;

/** Runs a case of kind event-effects, or each of its variants. */
export function run({ variants, ...shared }: EventEffectsCase): CaseResult {
  const scenes = variants ? variants.map((variant) => ({ ...shared, ...variant })) : [shared];
  const results = scenes.map(runScene);
  const differences = results.flatMap((each) => each.differences);
  const unknownKeys = [...new Set(results.flatMap((each) => each.unknownKeys))];
  return { passed: differences.length === 0, differences, unknownKeys };
}

/** A scene on its way: the ledger, and what was found so far. */
interface Stage {
  readonly scene: Scene;
  readonly ledger: Ledger;
  readonly cast: Cast;
  readonly units: Map<string, string>;
  readonly differences: string[];
  readonly unknownKeys: Set<string>;
  sequence: number;
}

function runScene(scene: Scene): CaseResult {
  const stage = openStage(scene);
  const totals: Totals = new Map();
  (scene.events ?? []).forEach((given, place) => {
    const name = given.id ?? `e${place + 1}`;
    const body = withContainer(bodyOf(given), scene.events ?? []);
    const { problems, effects } = submit(stage, name, body);
    stage.differences.push(...problems.map((each) => `${name} was refused: ${describeProblem(each).message}`));
    for (const effect of effects) addTotals(totals, body, effect);
    compareStock(stage, scene.expectedAfterEach?.[place], `expectedAfterEach/${place}`);
    compareStock(stage, scene.expectedAfterEvent?.[name], `expectedAfterEvent/${name}`);
    compareStock(stage, derivedAfter(scene, name), `expectedAfterEachDerived/${name}`);
  });
  compareStock(stage, scene.expected, 'expected');
  compareTotals(stage, totals);
  expectRefusals(stage);
  for (const key of Object.keys(scene))
    if (key.startsWith('expected') && !knownKeys.has(key)) stage.unknownKeys.add(key);
  const differences = scene.name ? stage.differences.map((each) => `${scene.name}: ${each}`) : stage.differences;
  return { passed: differences.length === 0, differences, unknownKeys: [...stage.unknownKeys] };
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
    sequence: 1,
  };
  for (const [resource, given] of Object.entries(scene.before ?? {})) begin(stage, resource, given);
  return stage;
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
  const accounting = measureOf((given['accounting'] ?? given['onhand'] ?? 0) as CaseMeasure);
  const onhand = measureOf((given['onhand'] ?? given['accounting'] ?? 0) as CaseMeasure);
  const unit = findUnit(accounting.hasUnit)!;
  stage.units.set(resource, unit.id);
  const coherent = ({ hasNumericalValue }: EconomicMeasure) =>
    formatDecimal(toCoherent({ value: parseDecimal(hasNumericalValue)!, unit }));
  const accountable = given['accountable'];
  const holder = accountable ? ids.agent(String(accountable)) : '';
  const head: LoadedHead = {
    resource: ids.resource(resource),
    specification: ids.specification(stage.cast.specificationOf(resource)),
    dimension: unit.dimension,
    live: 1,
    positions: [{ holder, accounting: coherent(accounting), onhand: coherent(onhand) }],
    changes: Object.entries(attributes).flatMap(([key, { attribute, id }]) =>
      given[key] === undefined || given[key] === null
        ? []
        : [{ attribute, value: id(String(given[key])), happened: 0, sequence: 0 }],
    ),
  };
  const named = {
    action: '',
    resourceInventoriedAs: resource,
    ...(accountable ? { provider: String(accountable) } : {}),
  };
  register(stage, named);
  load(stage.ledger, { records: [], heads: [head], events: [] });
}

type EconomicMeasure = NonNullable<EconomicEvent['resourceQuantity']>;

const attributes: Readonly<Record<string, { attribute: Attribute; id: (name: string) => string }>> = {
  accountable: { attribute: 'accountable', id: ids.agent },
  location: { attribute: 'location', id: ids.place },
  stage: { attribute: 'stage', id: ids.processSpecification },
  state: { attribute: 'state', id: (name) => name },
  containedIn: { attribute: 'container', id: ids.resource },
};

function measureOf(given: CaseMeasure): EconomicMeasure {
  const { hasNumericalValue, hasUnit } =
    typeof given === 'number' ? { hasNumericalValue: given, hasUnit: 'one' } : given;
  return { hasNumericalValue: String(hasNumericalValue), hasUnit: findUnit(hasUnit)?.id ?? hasUnit };
}

/** An event of a case in our fields; what the vocabulary's event does not have (links to commitments) is left out. */
function bodyOf(given: CaseEvent): EconomicEvent {
  const fields = Object.entries(given).filter(
    ([field, value]) => field in schemas.EconomicEvent.shape && value !== null,
  );
  const quantity = (field: string, value: unknown) =>
    field.endsWith('Quantity') ? measureOf(value as CaseMeasure) : value;
  return Object.fromEntries(fields.map(([field, value]) => [field, quantity(field, value)])) as EconomicEvent;
}

/** Published examples put parts into what the same process makes without naming it: here it is named. */
function withContainer(body: EconomicEvent, events: readonly CaseEvent[]): EconomicEvent {
  const isOpen = findAction(body.action)?.containedEffect === 'update' && body.toResourceInventoriedAs === undefined;
  const made = isOpen && events.find((each) => each['outputOf'] === body.inputOf && each['resourceInventoriedAs']);
  return made ? { ...body, toResourceInventoriedAs: String(made['resourceInventoriedAs']) } : body;
}

function contextOf(stage: Stage): AdmitContext {
  return { recorded: recordedAt + stage.sequence, firstSequence: stage.sequence, zone: 'UTC' };
}

function register(stage: Stage, body: EconomicEvent): void {
  const { admitted } = admit(stage.ledger, recordsFor(body, stage.cast), contextOf(stage));
  stage.sequence += admitted.length;
}

function submit(stage: Stage, name: string, body: EconomicEvent, policies: AdmitContext['policies'] = {}): Admission {
  register(stage, body);
  for (const resource of [body.resourceInventoriedAs, body.toResourceInventoriedAs])
    if (resource && body.resourceQuantity && !stage.units.has(resource))
      stage.units.set(resource, body.resourceQuantity.hasUnit);
  const entry = recorded('EconomicEvent', ids.event(name), withIds(body));
  const admission = admit(stage.ledger, [entry], { ...contextOf(stage), policies });
  stage.sequence += admission.admitted.length;
  return admission;
}

function compareStock(stage: Stage, expected: Expected | undefined, path: string): void {
  for (const [resource, columns] of Object.entries(expected ?? {}))
    for (const [column, value] of Object.entries(columns)) {
      const found = foundIn(stage, resource, column);
      if (found === unknown) stage.unknownKeys.add(column);
      else stage.differences.push(...differencesOf(plainValue(value, column), found, `${path}/${resource}/${column}`));
    }
}

const unknown = Symbol('a column that is not known');

/** A measure as its number, a list of one as its member, what is contained in order of name. */
function plainValue(value: unknown, column: string): unknown {
  if (column === 'contains') return [value].flat().sort();
  if (Array.isArray(value)) return value.length === 0 ? null : plainValue(value[0], column);
  const isMeasure = typeof value === 'object' && value !== null && 'hasNumericalValue' in value;
  return isMeasure ? Number(value.hasNumericalValue) : value;
}

function foundIn(stage: Stage, resource: string, column: string): unknown {
  const head = stage.ledger.heads.get(ids.resource(resource));
  if (column === 'accounting' || column === 'onhand') {
    if (!head) return 0;
    const unit = findUnit(stage.units.get(resource) ?? 'one')!;
    return toNumber(fromCoherent(stockOf(head)[column], unit));
  }
  if (column === 'contains') {
    const inside = [...stage.ledger.heads.values()].filter(
      (each) => attributeOf(each, 'container') === ids.resource(resource),
    );
    return inside.map((each) => nameIn(each.resource)).sort();
  }
  const attribute = attributes[column]?.attribute;
  if (!attribute) return unknown;
  const value = head && attributeOf(head, attribute);
  return value === undefined ? null : nameIn(value);
}

type Totals = Map<string, { total: Decimal; unit: string }>;

/** What flowed in or out of each process by action and resource (else specification), in the unit of the first event. */
function addTotals(totals: Totals, body: EconomicEvent, { movements }: EventEffects): void {
  const subject = body.resourceInventoriedAs ?? body.toResourceInventoriedAs ?? body.resourceConformsTo;
  for (const { process, quantity, unit } of movements) {
    if (process === undefined) continue;
    const dimension = findUnit(unit)!.dimension;
    const written = [body.resourceQuantity, body.effortQuantity].find(
      (each) => each && findUnit(each.hasUnit)?.dimension === dimension,
    );
    const key = JSON.stringify([nameIn(process), `${body.action} ${subject}`]);
    const known = totals.get(key);
    totals.set(key, { total: add(known?.total ?? zero, quantity), unit: known?.unit ?? written?.hasUnit ?? unit });
  }
}

function compareTotals(
  { scene, differences }: Stage,
  totals: ReadonlyMap<string, { total: Decimal; unit: string }>,
): void {
  for (const [process, expected] of Object.entries(scene.expectedProcessTotals ?? {}))
    for (const [what, value] of Object.entries(expected)) {
      const found = totals.get(JSON.stringify([process, what]));
      const number = found && toNumber(fromCoherent(found.total, findUnit(found.unit)!));
      differences.push(...differencesOf(value, number, `expectedProcessTotals/${process}/${what}`));
    }
}

/** Events that must be refused stand under a key that says so, as events or as {event, reason}; strictly, so with all policies. */
function expectRefusals(stage: Stage): void {
  const lists = Object.entries(stage.scene).filter(([key]) => refusedKey.test(key));
  for (const [key, list] of lists)
    for (const [place, item] of Object.entries(list as Keyed)) {
      const given = ((item as Keyed)['event'] ?? item) as CaseEvent;
      const { problems } = submit(stage, `${key}/${place}`, bodyOf(given), {
        negativeStock: 'refuse',
        holder: 'refuse',
      });
      if (problems.length === 0)
        stage.differences.push(`${key}/${place} was admitted: ${String((item as Keyed)['reason'] ?? '')}`);
    }
}
