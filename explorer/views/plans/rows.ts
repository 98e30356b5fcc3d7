import type { Facts } from '../../../engine/1-record/facts.ts';
import type { Body } from '../../../engine/1-record/kind.ts';
import { plansText } from '../../text/plans.ts';
import type { PromiseItem } from '../../worker/wire.ts';
import { byUrgency, dueOf, isOpen, planOf, processIn } from '../promise.ts';
import type { PlansQuery } from './view.ts';

/** How many promises there are of something, and how they stand. */
export interface Tally {
  readonly all: number;
  readonly met: number;
  readonly begun: number;
  readonly late: number;
}

/** Counts promises: those that are met, gone beyond or declared finished are done. */
export const tallyOf = (items: readonly PromiseItem[]): Tally => ({
  all: items.length,
  met: items.filter((item) => !isOpen(item)).length,
  begun: items.filter(({ state }) => state === 'begun').length,
  late: items.filter(({ late }) => late).length,
});

/** 3 of 7 promises met, 1 begun, 2 late. */
export const tallySentence = ({ all, met, begun, late }: Tally): string =>
  plansText().tally(`${all}`, `${met}`, `${begun}`, `${late}`);

/** What is counted of a plan: what somebody promised, and the wishes that nobody has taken on yet. */
export const countsIn = (items: readonly PromiseItem[]): PromiseItem[] =>
  items.filter((item) => item.class !== 'Intent' || item.promised === undefined);

/** What the reader asked for; a promise is anybody's who gives or takes. */
const isAsked = (item: PromiseItem, { who, state, late }: Pick<PlansQuery, 'who' | 'state' | 'late'>): boolean =>
  (who === '' || item.provider === who || item.receiver === who) &&
  (state === '' || item.state === state) &&
  (!late || item.late);

export interface PlanRow {
  readonly id: string;
  readonly body: Body<'Plan'>;
  /** When it is to be ready, as written; '' when nobody said. */
  readonly due: string;
  readonly items: readonly PromiseItem[];
  readonly processes: readonly string[];
  readonly tally: Tally;
}

/** The plans in which something that was asked for is planned: what is late first, then what is due first. */
export function planRows(facts: Facts, items: readonly PromiseItem[], asked: PlansQuery): PlanRow[] {
  const isFiltered = asked.who !== '' || asked.state !== '' || asked.late;
  const rows = [...(facts.Plan ?? [])].map(([id, body]): PlanRow => {
    const own = countsIn(items.filter((item) => planOf(facts, item) === id));
    const processes = [...(facts.Process ?? [])].filter(([, { plannedWithin }]) => plannedWithin === id);
    const latest = own.map((item) => dueOf(facts, item)).sort();
    return {
      id,
      body,
      due: body.due ?? latest.at(-1) ?? '',
      items: own,
      processes: processes.map(([process]) => process),
      tally: tallyOf(own),
    };
  });
  const isMine = ({ processes }: PlanRow) =>
    asked.state === '' && !asked.late && processes.some((id) => facts.Process?.get(id)?.inScopeOf === asked.who);
  return rows
    .filter((row) => !isFiltered || isMine(row) || row.items.some((item) => isAsked(item, asked)))
    .sort(
      (a, b) =>
        Number(b.tally.late > 0) - Number(a.tally.late > 0) ||
        Number(isDone(a)) - Number(isDone(b)) ||
        (a.due || '9999').localeCompare(b.due || '9999'),
    );
}

/** Whether all of a plan is done. */
const isDone = ({ tally }: Pick<PlanRow, 'tally'>): boolean => tally.all > 0 && tally.met === tally.all;

/** One process of a plan with what is planned for it. */
export interface PlannedProcess {
  readonly id: string;
  readonly body: Body<'Process'>;
  readonly inputs: readonly PromiseItem[];
  readonly outputs: readonly PromiseItem[];
}

/** The processes of a plan as they follow each other, and what is planned beside them. */
export function planParts(facts: Facts, items: readonly PromiseItem[], plan: string) {
  const own = items.filter((item) => planOf(facts, item) === plan);
  const processes = [...(facts.Process ?? [])]
    .filter(([, { plannedWithin }]) => plannedWithin === plan)
    .map(([id, body]): PlannedProcess => {
      const inputs = own.filter((item) => item.inputOf === id);
      return { id, body, inputs, outputs: own.filter((item) => item.outputOf === id) };
    })
    .sort((a, b) => beginOf(a).localeCompare(beginOf(b)) || Number(feeds(b, a)) - Number(feeds(a, b)));
  return {
    own,
    processes,
    others: byUrgency(
      facts,
      own.filter((item) => processIn(item) === undefined),
    ),
  };
}

const beginOf = ({ body }: PlannedProcess): string => (body.hasBeginning ?? body.hasEnd ?? '9999').slice(0, 10);

/** Whether one process takes what another makes. */
const feeds = (from: PlannedProcess, to: PlannedProcess): boolean =>
  from.outputs.some((made) => to.inputs.some((used) => used.resourceConformsTo === made.resourceConformsTo));

/** An offer or request with what it publishes and what it asks in return. */
export interface ProposalRow {
  readonly id: string;
  readonly body: Body<'Proposal'>;
  readonly items: readonly PromiseItem[];
  readonly reciprocal: readonly PromiseItem[];
}

/** The proposals, those of which something is open first; of an agent what they offer, ask for or were proposed. */
export function proposalRows(facts: Facts, items: readonly PromiseItem[], asked: PlansQuery): ProposalRow[] {
  const find = (ids: readonly string[] = []) => ids.flatMap((id) => items.find((item) => item.id === id) ?? []);
  return [...(facts.Proposal ?? [])]
    .map(([id, body]) => ({ id, body, items: find(body.publishes), reciprocal: find(body.reciprocal) }))
    .filter(
      ({ body, items: published }) =>
        (asked.who !== '' && asked.state === '' && !asked.late && body.proposedTo?.includes(asked.who)) ||
        (asked.who === '' && asked.state === '' && !asked.late) ||
        published.some((item) => isAsked(item, asked)),
    )
    .sort((a, b) => Number(b.items.some(isOpen)) - Number(a.items.some(isOpen)));
}

/** Wishes that no proposal publishes and no plan holds. */
export function looseIntents(facts: Facts, items: readonly PromiseItem[], asked: PlansQuery): PromiseItem[] {
  const published = new Set(
    [...(facts.Proposal?.values() ?? [])].flatMap(({ publishes = [], reciprocal = [] }) => [
      ...publishes,
      ...reciprocal,
    ]),
  );
  const isLoose = (item: PromiseItem) =>
    item.class === 'Intent' && !published.has(item.id) && planOf(facts, item) === undefined;
  return byUrgency(facts, items).filter((item) => isLoose(item) && isAsked(item, asked));
}

/** An agreement: what is stipulated, and what in return. */
export interface AgreementRow {
  readonly id: string;
  readonly body: Body<'Agreement'>;
  readonly clauses: readonly PromiseItem[];
  readonly inReturn: readonly PromiseItem[];
}

/** The agreements in which something that was asked for is promised. */
export function agreementRows(facts: Facts, items: readonly PromiseItem[], asked: PlansQuery): AgreementRow[] {
  const isFiltered = asked.who !== '' || asked.state !== '' || asked.late;
  return [...(facts.Agreement ?? [])]
    .map(([id, body]) => ({
      id,
      body,
      clauses: items.filter(({ clauseOf }) => clauseOf === id),
      inReturn: items.filter(({ reciprocalClauseOf }) => reciprocalClauseOf === id),
    }))
    .filter(({ clauses, inReturn }) => !isFiltered || [...clauses, ...inReturn].some((item) => isAsked(item, asked)))
    .sort((a, b) => Number(isSettled(a)) - Number(isSettled(b)));
}

/** Whether both sides of an agreement are done. */
const isSettled = ({ clauses, inReturn }: AgreementRow): boolean => ![...clauses, ...inReturn].some(isOpen);

/** What is owed for something that happened, that of which something is open first. */
export const claimsIn = (facts: Facts, items: readonly PromiseItem[], asked: PlansQuery): PromiseItem[] =>
  byUrgency(facts, items)
    .filter((item) => item.class === 'Claim' && isAsked(item, asked))
    .sort((a, b) => Number(isOpen(b)) - Number(isOpen(a)));

/** Promises that belong to no plan. */
export const loosePromises = (facts: Facts, items: readonly PromiseItem[], asked: PlansQuery): PromiseItem[] =>
  byUrgency(facts, items).filter(
    (item) => item.class === 'Commitment' && planOf(facts, item) === undefined && isAsked(item, asked),
  );
