import type { Balance } from '../../../../engine/3-flow/balance/balances.ts';
import { formatNumber, formatShare } from '../../../text/format.ts';
import type { Answer } from '../../../worker/http.ts';
import { periodWords } from '../load.ts';
import { namesIn, reportTable, type ReportTable, type Request } from '../report.ts';
import { sayBalance } from '../words.ts';
import type { Writing } from './amount.ts';
import type { FlowAnswer, ReconciledAnswer } from './answer.ts';
import { balanceLayers } from './choices.ts';
import { drawnParts, isTold, layerChoices } from './drawn.ts';
import { flowColumns } from './flows.ts';
import { agreement, explanationHints, suspectHints } from './hints.ts';
import { choiceOf, layerOf } from './layers.ts';
import { type BalanceGround, readBalances, readReconciled, type Subject } from './load.ts';
import { partsOf } from './parts.ts';
import type { DrawnBalance, Hint } from './shape.ts';
import { layersTable, partTable } from './tables.ts';
import { balanceFinding, efficiencySentences, layerName, otherLayers } from './told.ts';

/** What is asked: whose balance, the days in which measurements are held against each other, events by their numbers. */
export interface BalanceAsked {
  readonly subject: Subject;
  readonly name: string;
  readonly days: { readonly from: string; readonly to: string };
  readonly eventOf: (sequence: number) => string | undefined;
}

/** A balance sheet: what is found, the picture with what to look at, its tables, what is to be known of them. */
export interface BalancePart {
  readonly finding: readonly string[];
  readonly notes: readonly string[];
  readonly tables: readonly ReportTable[];
  readonly drawn: DrawnBalance;
}

/** What a balance and its reconciliation are made into. */
interface Made extends BalanceAsked {
  readonly request: Request;
  readonly ground: BalanceGround;
  readonly reconciled: ReconciledAnswer | undefined;
  /** Whether measurements were asked to be held against each other, and were not. */
  readonly failed: boolean;
}

/** The balance sheet of a subject in the layer that is chosen. */
export async function balancePart(request: Request, asked: BalanceAsked): Promise<Answer<BalancePart>> {
  const ground = await readBalances(request, asked.subject);
  if (!ground.ok) return ground;
  const found =
    ground.value.chosen && isTold(ground.value.chosen)
      ? await readReconciled(request, { ...asked.subject, ...asked.days })
      : undefined;
  const reconciled = found?.ok ? found.value : undefined;
  const value = partOf({ ...asked, request, ground: ground.value, reconciled, failed: found?.ok === false });
  return { ok: true, tag: '', value };
}

function partOf(made: Made): BalancePart {
  const { request, ground, name } = made;
  const { balances, chosen, sheet } = ground;
  const nameOf = namesIn(request);
  const choices = layerChoices(request, balances);
  if (!chosen || !isTold(chosen)) return emptyPart(made, choices);
  const writing: Writing = { unit: chosen.unit, nameOf };
  const parts = partsOf(chosen, sheet);
  const finding = [balanceFinding(chosen, writing), ...efficiencySentences(chosen, sheet, writing)];
  const own = ownFlows(made);
  const physical = inOrder(balances.filter((each) => each.layer !== 'price' && isTold(each)));
  const suspects = suspectsOf(made, writing);
  // What both name is told once.
  const isNew = ({ href }: Hint): boolean => href === undefined || suspects.every((each) => each.href !== href);
  return {
    finding: [...finding, ...otherLayers(physical)],
    notes: notesOf(made, chosen),
    tables: [
      partTable({ id: 'report', name, balance: chosen, parts, writing, flows: own }),
      ...reconciledTables(made, writing),
      layersTable({ name, balances: inOrder(balances.filter(isTold)), sheet, nameOf }),
    ],
    drawn: {
      choices,
      ...drawnParts(chosen, parts, writing),
      label: finding.join(' '),
      explanations: explanationHints(sheet, { ...made, chosen }).filter(isNew),
      suspects,
      agreement: agreementOf(made),
    },
  };
}

/** Why there is no balance: nothing was recorded, not all is shared with the reader, or no content is known. */
function whyEmpty({ values }: Request, { isWhole, sheet }: BalanceGround): string {
  const words = sayBalance();
  if (!isWhole) return words.notShared;
  if (sheet.things.length === 0) return words.nothingAtAll;
  return words.nothing(words.layers[values.layer].toLowerCase());
}

/** What is said where no balance can be drawn: nothing is known in this layer, or not all is shared with the reader. */
function emptyPart({ request, ground, name }: Made, choices: DrawnBalance['choices']): BalancePart {
  const words = sayBalance();
  const empty = whyEmpty(request, ground);
  const { side, what, kind } = words.table.columns;
  const columns = Object.entries({ side, what, kind }).map(([id, head]) => ({ id, head, value: () => null }));
  const table = reportTable({ id: 'report', caption: name, columns, rows: [] });
  const bare = { parts: [], look: () => ({ hue: 1, texture: 0 }), heads: { in: '', out: '' }, label: '' };
  const silent = { explanations: [], suspects: [], agreement: '' };
  return {
    finding: [empty, ...otherLayers(ground.balances.filter(isTold))],
    notes: [],
    tables: [table],
    drawn: { choices, ...bare, ...silent },
  };
}

/** Balances in the order in which layers are offered. */
const inOrder = (balances: readonly Balance[]): Balance[] =>
  balances.toSorted((a, b) => balanceLayers.indexOf(choiceOf(a)) - balanceLayers.indexOf(choiceOf(b)));

const ownFlows = ({ subject, reconciled }: Made): readonly FlowAnswer[] =>
  subject.kind === 'process' ? (reconciled?.items ?? []) : [];

const isSame = (a: FlowAnswer, b: FlowAnswer): boolean =>
  a.kind === b.kind && a.sequence === b.sequence && a.record === b.record && a.resource === b.resource;

function suspectsHere({ subject, reconciled }: Made): ReconciledAnswer['suspects'] {
  const all = reconciled?.suspects ?? [];
  if (subject.kind === 'network') return all;
  const listed = reconciled?.items ?? [];
  return all.filter((suspect) =>
    subject.kind === 'process' ? suspect.process === subject.id : listed.some((flow) => isSame(flow, suspect)),
  );
}

const suspectsOf = (made: Made, writing: Writing) =>
  suspectHints(suspectsHere(made), { request: made.request, writing });

function agreementOf(made: Made): string {
  const { reconciled, days } = made;
  if (!reconciled) return '';
  const elsewhere = reconciled.suspects.length - suspectsHere(made).length;
  const words = sayBalance().reconciled;
  return [
    agreement(reconciled, periodWords(days)),
    ...(elsewhere > 0 ? [words.elsewhere(String(elsewhere))] : []),
  ].join(' ');
}

function reconciledTables(made: Made, writing: Writing): ReportTable[] {
  const { request, reconciled, eventOf } = made;
  if (!reconciled || reconciled.items.length === 0) return [];
  const suspects = suspectsHere(made);
  const isSuspect = (flow: FlowAnswer) => suspects.some((each) => isSame(each, { ...flow, record: each.record }));
  const flows = reconciled.items.filter(({ recorded, adjusted }) => recorded !== 0 || Math.abs(adjusted ?? 0) > 1e-9);
  const isOfOne = made.subject.kind === 'process';
  const columns = flowColumns({ request, writing, flows, isSuspect, eventOf }).filter(
    ({ id }) => !isOfOne || id !== 'where',
  );
  return [reportTable({ id: 'reconciled', caption: sayBalance().reconciled.caption, columns, rows: flows })];
}

function notesOf({ request, ground, reconciled, failed }: Made, chosen: Balance): string[] {
  const words = sayBalance();
  const { assumed = 0, assumptions, items = [], total = 0 } = reconciled ?? {};
  const count = (value: number) => formatNumber(value, 9);
  const silent = ground.balances.filter((each) => !isTold(each)).map(layerName);
  const { layer } = layerOf(request.values.layer);
  const borrowed = ground.borrowed.filter((each) => each.layer === layer);
  return [
    words.lead,
    ...borrowed.map(({ specification, source }) => words.borrowed(namesIn(request)(specification), source)),
    ...(layer === 'price' ? [] : [words.tolerance]),
    ...(failed ? [words.reconciled.failed] : []),
    ...(!reconciled && !failed && layer !== 'price' ? [words.reconciled.none(layerName(chosen).toLowerCase())] : []),
    ...(assumed > 0 ? [words.reconciled.assumed(formatShare(assumptions!.measured), count(assumed))] : []),
    ...(total > items.length ? [words.reconciled.more(count(items.length), count(total))] : []),
    ...(silent.length > 0 ? [words.notTold(silent.join(', '))] : []),
  ];
}
