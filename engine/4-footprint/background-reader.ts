import { parseDecimal, toNumber } from '../0-base/decimal.ts';
import { groupBy } from '../0-base/group.ts';
import { type Problem, problem } from '../0-base/problem.ts';
import type { Day } from '../0-base/time.ts';
import { coherentUnit, findUnit } from '../0-base/unit.ts';
import type { Facts } from '../1-record/facts.ts';
import type { Body } from '../1-record/kind.ts';
import { type ContentReader, contentOn, contentReader, type Thing } from '../3-flow/content.ts';
import {
  type Background,
  type BackgroundRow,
  type CharacterisationFactor,
  type Factor,
  type Indicator,
  methodName,
  sameMethod,
} from './background.ts';
import { type BiogenicRule, countsNothing, factorSource, type FigureSource, rowsSource } from './figure-source.ts';

/** What one coherent unit of a thing carries or counts for: `amount` units of a source. */
export interface Figure {
  readonly source: FigureSource;
  readonly amount: number;
}

/** A figure, or why there is none. */
export type Lookup = { readonly figure: Figure } | { readonly problem: Problem };

/** Figures of one indicator for the things of a network. */
export interface BackgroundReader {
  /** What one unit of a thing bought outside carries: background.missing, dataset.row, method.mismatch, factor.assumed, factor.unit. */
  bought(thing: Thing, day: Day): Lookup;
  /** Whether a thing is an elementary flow. */
  isElementary(specification: string): boolean;
  /** What one unit of an elementary flow counts for: factor.missing, method.mismatch, factor.assumed, factor.unit. */
  elementary(thing: Thing, day: Day): Lookup;
}

/** What a reader is made from. */
export interface BackgroundRequest {
  readonly background: Background;
  readonly facts: Facts;
  readonly indicator: Indicator;
  /** IANA name of the network's zone. */
  readonly zone: string;
  /** Whether the network is invented: only then do assumed figures serve. */
  readonly invented: boolean;
  /** How biogenic carbon counts; `zero` unless told. */
  readonly biogenic?: BiogenicRule | undefined;
  /** Of several links of one thing that to this dataset stands in; else the one that was recorded last. */
  readonly dataset?: string | undefined;
}

/**
 * Reads what things carry or count for: bought = link.factor x sum of the rows it names / link.per, elementary = the factor of its flow and
 * compartment; both brought to one coherent unit of the thing, through its Property records where dimensions differ. A flow that the method
 * knows nothing of counts zero when the factors hold it for another indicator, else it is factor.missing.
 */
export function backgroundReader(request: BackgroundRequest): BackgroundReader {
  const { facts, background } = request;
  const links = linksBy(facts, request.dataset);
  const elements = bySpecification(facts.ElementaryLink);
  const named = new Set([...links.values()].map(({ row }) => row));
  const wantedRows = background.rows.filter((each) => named.has(each.row));
  const rows = groupBy(wantedRows, (each) => rowKey(each.dataset, each.version, each.row));
  const factors = groupBy(wherever(background.factors), (each) => `${each.compartment} ${each.flow}`);
  const mass = contentReader({ facts, zone: request.zone, layer: 'mass' });
  const energy = contentReader({ facts, zone: request.zone, layer: 'energy' });
  const amount = (thing: Thing, day: Day, unit: string): number => amountIn({ thing, day, unit, mass, energy });

  const sourceOfRows = onceEach((link: Link, found: readonly BackgroundRow[]) => rowsSource(link, found));
  const sourceOfFactor = onceEach((factor: CharacterisationFactor) => factorSource(factor, request.biogenic ?? 'zero'));
  const nothing = onceEach(({ flow, compartment }: Body<'ElementaryLink'>, unit: string) =>
    countsNothing(flow, compartment, unit),
  );

  return {
    isElementary: (specification) => elements.has(specification),
    bought: remembered((thing, day) => {
      const name = thing.specification;
      const link = links.get(name);
      if (!link) return { problem: problem('background.missing', '', { name }, name) };
      const all = rows.get(rowKey(link.dataset, link.version, link.row)) ?? [];
      if (all.length === 0) return { problem: rowMissing(link, name) };
      const wanted = all.filter((each) => link.stages === undefined || link.stages.includes(each.stage ?? ''));
      const whole = wanted.some((each) => each.stage === undefined);
      const usable = usableFactors(
        whole && !link.stages ? wanted.filter((each) => !each.stage) : wanted,
        request,
        name,
      );
      if ('problem' in usable) return usable;
      if (usable.found.length === 0) return { problem: problem('background.missing', '', { name }, name) };
      const scale = amount(thing, day, link.per) * numberOf(link.factor);
      return scaled(sourceOfRows(link, usable.found), scale, { thing, per: link.per });
    }),
    elementary: remembered((thing, day) => {
      const name = thing.specification;
      const link = elements.get(name);
      const all = link ? (factors.get(`${link.compartment} ${link.flow}`) ?? []) : [];
      const usable = usableFactors(all, request, name);
      if ('problem' in usable) return usable;
      const [factor] = usable.found;
      if (factor) return scaled(sourceOfFactor(factor), amount(thing, day, factor.unit), { thing, per: factor.unit });
      if (!link || all.length === 0) return { problem: problem('factor.missing', '', { name }, name) };
      return { figure: { source: nothing(link, thing.unit), amount: 1 } };
    }),
  };
}

/** The factors that serve where no place is told. */
const wherever = (factors: readonly CharacterisationFactor[]) => factors.filter(({ place }) => place === undefined);

type Link = Body<'BackgroundLink'>;

/** The link of each specification that counts: one to the preferred dataset stands before those recorded later. */
function linksBy({ BackgroundLink: all }: Facts, dataset: string | undefined): Map<string, Link> {
  const links = bySpecification(all);
  for (const link of all?.values() ?? []) if (link.dataset === dataset) links.set(link.of, link);
  return links;
}

/** The same source for the same link or factor, so that what it brings in adds up. */
function onceEach<K extends object, R extends readonly unknown[]>(
  make: (key: K, ...rest: R) => FigureSource,
): (key: K, ...rest: R) => FigureSource {
  const known = new Map<K, FigureSource>();
  return (key, ...rest) => {
    const source = known.get(key) ?? make(key, ...rest);
    known.set(key, source);
    return source;
  };
}

/** The link names a row that its dataset does not have in that version. */
const rowMissing = ({ dataset, version, row }: Body<'BackgroundLink'>, name: string): Problem =>
  problem('dataset.row', '', { name, dataset: `${dataset} ${version}`, value: row }, name);

interface Remembered {
  readonly resource: string | undefined;
  readonly day: Day;
  readonly found: Lookup;
}

/** Keeps the last answer for each specification and unit: the flows of a day ask the same again and again. */
function remembered(look: (thing: Thing, day: Day) => Lookup): (thing: Thing, day: Day) => Lookup {
  const known = new Map<string, Map<string, Remembered>>();
  return (thing, day) => {
    const { specification, resource, unit } = thing;
    const byUnit = known.get(specification) ?? new Map<string, Remembered>();
    const last = byUnit.get(unit);
    if (last && last.day === day && last.resource === resource) return last.found;
    const found = look(thing, day);
    known.set(specification, byUnit.set(unit, { resource, day, found }));
    return found;
  };
}

/** The figures of the request's indicator among some, or why they cannot serve. */
function usableFactors<F extends Factor>(
  all: readonly F[],
  { indicator, invented }: BackgroundRequest,
  name: string,
): { readonly found: readonly F[] } | { readonly problem: Problem } {
  const found = all.filter((each) => each.indicator === indicator.id);
  const foreign = found.find((each) => !sameMethod(each.method, indicator.method));
  if (foreign) {
    const values = { name, found: methodName(foreign.method), expected: methodName(indicator.method) };
    return { problem: problem('method.mismatch', '', values, name) };
  }
  if (!invented && found.some((each) => each.status === 'assumed'))
    return { problem: problem('factor.assumed', '', { name }, name) };
  return { found };
}

interface Scaling {
  readonly thing: Thing;
  readonly per: string;
}

function scaled(source: FigureSource, amount: number, { thing, per }: Scaling): Lookup {
  if (!Number.isNaN(amount)) return { figure: { source, amount } };
  const values = { name: thing.specification, found: thing.unit, expected: per };
  return { problem: problem('factor.unit', '', values, thing.specification) };
}

interface Conversion {
  readonly thing: Thing;
  readonly day: Day;
  readonly unit: string;
  readonly mass: ContentReader;
  readonly energy: ContentReader;
}

/** How many `unit` one coherent unit of a thing is; NaN when nothing leads there. */
function amountIn({ thing, day, unit, mass, energy }: Conversion): number {
  const found = findUnit(unit);
  if (!found) return unit === thing.unit ? 1 : Number.NaN;
  const target = coherentUnit(found.dimension).id;
  const factor = toNumber(found.factor);
  if (target === thing.unit) return 1 / factor;
  if (target === mass.unit) return contentOn(mass.steps(thing), day) / factor || Number.NaN;
  if (thing.unit === mass.unit && found.dimension !== 'energy')
    return 1 / (contentOn(mass.steps({ ...thing, unit: target }), day) * factor || Number.NaN);
  return target === energy.unit ? contentOn(energy.steps(thing), day) / factor : Number.NaN;
}

function numberOf(text: string): number {
  const value = parseDecimal(text);
  return value ? toNumber(value) : Number.NaN;
}

const rowKey = (dataset: string, version: string, row: string): string => JSON.stringify([dataset, version, row]);

function bySpecification<T extends { readonly of: string }>(
  records: ReadonlyMap<string, T> | undefined,
): Map<string, T> {
  return new Map([...(records?.values() ?? [])].map((each) => [each.of, each]));
}
