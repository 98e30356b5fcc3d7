import type { Facts } from '../../../engine/1-record/facts.ts';
import type { Progress } from '../../../engine/2-ledger/fulfilment.ts';
import type { Column } from '../../marks/table.ts';
import { formatDate, formatExact, formatTime, rankOf, unitSymbol } from '../../text/format.ts';
import { plansText } from '../../text/plans.ts';
import type { PromiseItem } from '../../worker/wire.ts';
import type { Opened } from '../../worker/world.ts';
import { nameOf, plainName } from '../names.ts';
import { dueOf, plannedSentence, planOf, processIn, progressOf, sidesSentence, thingOf } from '../promise.ts';
import { type AgreementRow, type PlanRow, type ProposalRow, tallyOf, tallySentence } from './rows.ts';

const named = (facts: Facts, id: string | undefined) => plainName(nameOf(facts, id));
const toDay = (written: string, zone: string) => (written === '' ? '' : formatTime(written, zone));
const linkTo = (network: string, what: string, id: string) => `/${network}/plans?${what}=${encodeURIComponent(id)}`;

/** What each figure of a promise means. */
const terms = { asked: 'planned', done: 'fulfilled', remaining: 'open', over: 'beyond' } as const;

/** What is counted of each promise: asked for, done, open, beyond. */
function amountColumn(id: keyof Progress): Column<PromiseItem> {
  const measure = (item: PromiseItem) => progressOf(item)?.[id];
  return {
    id,
    head: plansText().columns[id],
    about: terms[id],
    value: (item) => measure(item)?.hasNumericalValue,
    show: (item) => (measure(item) ? formatExact(measure(item)!.hasNumericalValue) : ''),
    rank: (item) => rankOf(measure(item)),
  };
}

/** The columns of promises: what, how much, how far, by when, between whom. */
export function promiseColumns({ facts, network, zone }: Opened): Column<PromiseItem>[] {
  const say = plansText();
  const plan = (item: PromiseItem) => planOf(facts, item);
  return [
    { id: 'what', head: say.columns.what, value: (item) => plannedSentence(item.action, thingOf(facts, item)) },
    { id: 'who', head: say.columns.who, value: (item) => sidesSentence(facts, item) },
    amountColumn('asked'),
    amountColumn('done'),
    amountColumn('remaining'),
    amountColumn('over'),
    {
      id: 'unit',
      head: say.columns.unit,
      value: (item) => unitSymbol((progressOf(item)?.asked ?? progressOf(item)?.done)?.hasUnit ?? ''),
    },
    {
      id: 'due',
      head: say.columns.due,
      value: (item) => dueOf(facts, item),
      show: (item) => toDay(dueOf(facts, item), zone),
    },
    {
      id: 'state',
      head: say.columns.state,
      value: (item) => `${say.progress.states[item.state]}${item.late ? `, ${say.progress.isLate}` : ''}`,
    },
    { id: 'process', head: say.columns.process, value: (item) => named(facts, processIn(item)) },
    {
      id: 'plan',
      head: say.columns.plan,
      value: (item) => named(facts, plan(item)),
      href: (item) => plan(item) && linkTo(network, 'plan', plan(item)!),
    },
    { id: 'note', head: say.columns.note, value: (item) => item.note ?? '' },
  ];
}

/** The columns of the list of plans. */
export function planColumns({ facts, network }: Opened): Column<PlanRow>[] {
  const say = plansText().columns;
  return [
    {
      id: 'plan',
      head: say.plan,
      value: ({ id }) => named(facts, id),
      href: ({ id }) => linkTo(network, 'plan', id),
    },
    { id: 'due', head: say.due, value: ({ due }) => due, show: ({ due }) => (due ? formatDate(due) : '') },
    { id: 'state', head: say.state, value: ({ tally }) => tallySentence(tally) },
    { id: 'promises', head: say.promises, about: 'count', value: ({ tally }) => tally.all },
    { id: 'met', head: say.met, about: 'count', value: ({ tally }) => tally.met },
    { id: 'late', head: say.late, about: 'count', value: ({ tally }) => tally.late },
  ];
}

/** The columns of the list of proposals: a line for each wish. */
export function proposalColumns({ facts, network }: Opened): Column<ProposalRow>[] {
  const say = plansText();
  const things = (items: readonly PromiseItem[]) =>
    items.map((item) => [measureOf(item), thingOf(facts, item)].filter(Boolean).join(' ')).join('; ');
  return [
    {
      id: 'proposal',
      head: say.columns.proposal,
      value: ({ id, items }) => facts.Proposal?.get(id)?.name ?? things(items),
      href: ({ id }) => linkTo(network, 'proposal', id),
    },
    { id: 'purpose', head: say.columns.purpose, value: ({ body }) => say.purposes[body.purpose ?? 'none'] },
    { id: 'what', head: say.columns.what, value: ({ items }) => things(items) },
    { id: 'inReturn', head: say.columns.inReturn, value: ({ reciprocal }) => things(reciprocal) },
    {
      id: 'who',
      head: say.columns.who,
      value: ({ items }) => items.map((item) => sidesSentence(facts, item)).join('; '),
    },
    { id: 'state', head: say.columns.state, value: ({ items }) => tallySentence(tallyOf(items)) },
  ];
}

const measureOf = (item: PromiseItem): string => {
  const asked = progressOf(item)?.asked;
  return asked ? `${formatExact(asked.hasNumericalValue)} ${unitSymbol(asked.hasUnit)}` : '';
};

/** The columns of the list of agreements. */
export function agreementColumns({ facts, network }: Opened): Column<AgreementRow>[] {
  const say = plansText().columns;
  return [
    {
      id: 'agreement',
      head: say.agreement,
      value: ({ id }) => named(facts, id),
      href: ({ id }) => linkTo(network, 'agreement', id),
    },
    { id: 'clauses', head: say.clauses, value: ({ clauses }) => tallySentence(tallyOf(clauses)) },
    { id: 'inReturn', head: say.inReturn, value: ({ inReturn }) => tallySentence(tallyOf(inReturn)) },
  ];
}
