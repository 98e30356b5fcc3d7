import type { Problem } from '../../0-base/problem.ts';
import type { EntrySource } from '../assembly/entries.ts';
import type { CarbonOrigins, FigureShares, StandInShare } from '../footprint-result.ts';
import type { SourceStage } from '../figure-source.ts';
import { accountOf } from '../system/account.ts';
import type { FigureAccount, Part } from '../system/figure-account.ts';
import { intensityOf } from '../system/intensity.ts';
import type { PreparedSystem } from '../system/prepared-system.ts';
import type { Asked, LinkedFootprints, Subject } from './linked-footprints.ts';

/** A row that stands in for something bought, as part of one figure, with the stages of its life where its dataset tells them. */
export interface StandInPart extends Omit<StandInShare, 'amount'> {
  /** Of each stage, in the indicator's unit, as part of this figure; none where the dataset does not tell stages. */
  readonly stages: readonly SourceStage[];
}

/** The account of what one unit of a lot or product of a network carries. */
export interface LotFigure extends FigureAccount {
  readonly carbon: CarbonOrigins;
  readonly shares: FigureShares;
  readonly standIns: readonly StandInPart[];
  /** Where it arose: by kind of process, and what came into stocks from outside by specification. */
  readonly byProcessSpecification: readonly Part[];
  /** What the processes of the tree and of the lists are in the records. */
  readonly subjects: readonly Subject[];
}

/** What is asked of a linked network. */
export interface LotQuestion {
  /** Id of a specification, or of a lot: its resource, or the key of its pool. */
  readonly product?: string | undefined;
  readonly lot?: string | undefined;
  /** Nodes of the tree, at most. */
  readonly nodes?: number | undefined;
  /** Whether the tree and the lists tell every batch and lot by itself, or all of a kind in one hand as one (the usual). */
  readonly by?: 'kind' | 'batch' | undefined;
}

/** What a lot or product is in a linked network; undefined where it was neither made nor held in the period, or runs in a circle that nothing leaves. */
export function askedOf({ asked, system }: LinkedFootprints, { product, lot }: LotQuestion): Asked | undefined {
  const [kind, of] = product === undefined ? ['lot', lot] : ['product', product];
  const known = new Set(system.products.map(({ id }) => id));
  return asked.find((each) => each.kind === kind && each.of === of && known.has(each.product));
}

/** Parts and processes that are told at most. */
const mostParts = 100;

/**
 * The account of one unit of a lot or product: the figure with its tree, its parts and its certificate (accountOf), its carbon by origin, what it rests
 * on and which rows stand in for what. `groupOf`: the kind of a process of the records. Problems: those of accountOf.
 */
export function lotFigure(
  linked: LinkedFootprints,
  {
    prepared,
    asked,
    nodes,
    by = 'kind',
    groupOf,
  }: Pick<LotQuestion, 'nodes' | 'by'> & {
    readonly prepared: PreparedSystem;
    readonly asked: Asked;
    readonly groupOf: (process: string) => { readonly of: string; readonly name: string };
  },
): { readonly value?: LotFigure; readonly problems: readonly Problem[] } {
  const [category] = linked.system.categories;
  const subject = { product: asked.product, category: category!.id };
  const question = { ...subject, byKind: by === 'kind', parts: Number.MAX_SAFE_INTEGER };
  const { value: whole, problems } = accountOf(prepared, { ...question, ...(nodes !== undefined && { nodes }) });
  if (!whole) return { problems };
  const flows = flowsBySource(linked, whole);
  const value: LotFigure = {
    ...whole,
    byProcess: shortened(whole.byProcess),
    byFlow: shortened(whole.byFlow),
    carbon: carbonOf(linked, prepared, { asked, total: whole.total }),
    shares: sharesOf(flows, { total: whole.total, shared: asked.spread }),
    standIns: standInsOf(flows, whole.total),
    byProcessSpecification: byKind(linked, whole, groupOf),
    subjects: subjectsIn(linked, whole),
  };
  return { value, problems };
}

/** The largest parts, the others added to the part ''. */
function shortened(parts: readonly Part[]): Part[] {
  if (parts.length <= mostParts) return [...parts];
  const [shown, rest] = [parts.filter(({ of }) => of !== '').slice(0, mostParts), new Set(parts)];
  for (const each of shown) rest.delete(each);
  const sum = (read: (part: Part) => number) => [...rest].reduce((total, each) => total + read(each), 0);
  return [...shown, { of: '', name: '', value: sum(({ value }) => value), share: sum(({ share }) => share) }];
}

/** A flow of an account with its source; none of an overdraw. */
interface SourcedPart {
  readonly part: Part;
  readonly source: EntrySource | undefined;
}

function flowsBySource({ system, sources }: LinkedFootprints, { byFlow }: FigureAccount): SourcedPart[] {
  const placeOf = new Map(system.flows.map(({ id }, place) => [id, place]));
  return byFlow.map((part) => ({ part, source: sources[placeOf.get(part.of) ?? -1] }));
}

/** What the figure rests on; credits and what stands against them count with the rows that they are of. `shared`: what of it rests on amounts that were shared out. */
function sharesOf(
  flows: readonly SourcedPart[],
  { total, shared }: { readonly total: number; readonly shared: number },
): FigureShares {
  const sum = (is: (source: EntrySource) => boolean): number =>
    flows.reduce((all, { part, source }) => all + (source && is(source) ? part.value : 0), 0) / total;
  const bought = (match: 'exact' | 'near' | 'proxy') =>
    sum(({ kind, source }) => kind !== 'direct' && kind !== 'opening' && source.standIn?.match === match);
  const [own, raised] = [sum(({ kind }) => kind === 'direct'), sum(({ kind }) => kind === 'opening')];
  const spread = shared / total;
  const [exact, near, proxy] = [bought('exact'), bought('near'), bought('proxy')];
  const overdrawn = flows.reduce((all, { part, source }) => all + (!source && part.of !== '' ? part.value : 0), 0);
  return {
    own,
    exact,
    near,
    proxy,
    raised,
    unexplained: overdrawn / total,
    assumed: sum(({ source }) => source.status === 'assumed'),
    measured: own + exact + near + proxy - spread,
    spread,
  };
}

function standInsOf(flows: readonly SourcedPart[], total: number): StandInPart[] {
  return flows.flatMap(({ part, source: entry }) => {
    const standIn = entry?.source.standIn;
    if (!entry || !standIn || entry.kind === 'credit' || entry.kind === 'replaced') return [];
    const { name, status, unit, value } = entry.source;
    const stages = standIn.stages.map((each) => ({ stage: each.stage, value: (each.value / value) * part.value }));
    const told = { name, status, raised: entry.kind === 'opening', unit };
    return [{ ...standIn, stages, ...told, value: part.value, share: part.value / total }];
  });
}

/** The figure by origin of its carbon: the intensities of the further categories of the system. */
function carbonOf(
  { system }: LinkedFootprints,
  prepared: PreparedSystem,
  { asked, total }: { readonly asked: Asked; readonly total: number },
): CarbonOrigins {
  const product = prepared.places().get(asked.product)!;
  const line = (name: string): number => {
    const category = system.categories.findIndex(({ id }) => id.endsWith(` ${name}`));
    return intensityOf(prepared, category).value[product]!;
  };
  const [fossil, biogenic, landUse, none] = [line('fossil'), line('biogenic'), line('land-use'), line('none')];
  const untold = total - fossil - biogenic - landUse - none;
  const isRounding = Math.abs(untold) <= 1e-9 * Math.abs(total);
  return { fossil, biogenic, landUse, none, untold: isRounding ? 0 : untold, soil: line('soil') };
}

const unnamed = { of: '', name: '' };

/** The own burdens of runs by kind of process; those of pools, as of what was bought into them, by what they hold. */
function byKind(
  { subjectOf, nameOf }: LinkedFootprints,
  { byProcess, total }: FigureAccount,
  groupOf: (process: string) => { readonly of: string; readonly name: string },
): Part[] {
  const sums = new Map<string, Part>();
  const kindOf = ({ of: id, name }: Part) => {
    const { process, processSpecification, specification } = subjectOf(id) ?? {};
    if (processSpecification !== undefined) return { of: processSpecification, name };
    if (process !== undefined) return groupOf(process);
    return specification === undefined ? unnamed : nameOf(specification);
  };
  for (const part of byProcess) {
    const { value } = part;
    const { of, name } = kindOf(part);
    const sum = (sums.get(of)?.value ?? 0) + value;
    sums.set(of, { of, name, value: sum, share: sum / total });
  }
  return [...sums.values()].sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
}

function subjectsIn({ subjectOf }: LinkedFootprints, { tree, byProcess, paths }: FigureAccount): Subject[] {
  const ids = new Set([
    ...tree.map(({ process }) => process),
    ...shortened(byProcess).map(({ of }) => of),
    ...paths.flatMap(({ processes }) => processes),
  ]);
  return [...ids].flatMap((id) => subjectOf(id) ?? []);
}
