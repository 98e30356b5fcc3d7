import type { VarianceRow } from '../../../engine/6-plan/variance.ts';
import type { Answer } from '../../worker/http.ts';
import { type MakeSheet, type Sheet, type SheetTable, sheetTable } from '../../sheet/sheet.ts';
import { plansText } from '../../text/plans.ts';
import type { PromiseItem } from '../../worker/wire.ts';
import type { Opened } from '../../worker/world.ts';
import { nameOf, plainName } from '../names.ts';
import { readPromises } from '../read-promises.ts';
import { plannedWord, thingOf } from '../promise.ts';
import { agreementColumns, planColumns, promiseColumns, proposalColumns } from './columns.ts';
import {
  agreementRows,
  claimsIn,
  countsIn,
  looseIntents,
  loosePromises,
  planParts,
  planRows,
  proposalRows,
  tallyOf,
  tallySentence,
} from './rows.ts';
import { gatheredIn } from './gather.ts';
import { varianceAddress, varianceColumns } from './variance.ts';
import type { PlansQuery } from './view.ts';

/** What is planned and promised as a sheet: a list, or one plan, agreement or proposal with its promises. */
export const sheet: MakeSheet<PlansQuery> = async ({ client, opened, values }) => {
  const answer = await readPromises(client, opened.network);
  if (!answer.ok) return answer;
  if (!values.plan) return ready(opened, answer.value, { values, variance: [] });
  const { plan, by } = values;
  const variance = await client.get<{ items: readonly VarianceRow[] }>(varianceAddress(opened.network, plan, by));
  if (!variance.ok) return variance;
  const told = {
    id: 'variance',
    caption: `${plansText().plan.variance}: ${plansText().variance.by[by]}`,
    columns: varianceColumns(opened.facts, by),
    rows: variance.value.items,
    sort: '',
  };
  return ready(opened, answer.value, { values, variance: [sheetTable(told)] });
};

interface Shown {
  readonly title: string;
  /** The promises that the finding counts. */
  readonly counted: readonly PromiseItem[];
  readonly table: (given: { readonly id: 'plans'; readonly caption: string; readonly sort: string }) => SheetTable;
}

interface Told {
  readonly values: PlansQuery;
  /** A plan against what happened. */
  readonly variance: readonly SheetTable[];
}

function ready(opened: Opened, items: readonly PromiseItem[], { values, variance }: Told): Answer<Sheet> {
  const { title, counted, table } = shownOf(opened, items, values);
  const finding = [tallySentence(tallyOf(counted))];
  const tables = [table({ id: 'plans', caption: title, sort: values.sort }), ...variance];
  return { ok: true, tag: '', value: { title, finding, notes: [], tables, datasets: [], cited: [] } };
}

function shownOf(opened: Opened, items: readonly PromiseItem[], values: PlansQuery): Shown {
  const { facts } = opened;
  const say = plansText();
  const promises = (title: string, rows: readonly PromiseItem[]): Shown => ({
    title,
    counted: rows,
    table: (given) => sheetTable({ ...given, columns: promiseColumns(opened), rows }),
  });
  const name = (id: string) => plainName(nameOf(facts, id));
  if (values.plan) return promises(name(values.plan), countsIn(planParts(facts, items, values.plan).own));
  if (values.agreement) {
    const isClause = (item: PromiseItem) =>
      item.clauseOf === values.agreement || item.reciprocalClauseOf === values.agreement;
    return promises(name(values.agreement), items.filter(isClause));
  }
  const one = values.promise && items.find(({ id }) => id === values.promise);
  if (one) return promises(`${plannedWord(one.action)} ${thingOf(facts, one)}`, [one]);
  if (values.proposal) {
    const { publishes = [], reciprocal = [] } = facts.Proposal?.get(values.proposal) ?? {};
    const ids = [...publishes, ...reciprocal];
    return promises(
      name(values.proposal),
      items.filter(({ id }) => ids.includes(id)),
    );
  }
  if (values.bundle) return agreementsOf(opened, items, { values, title: name(values.bundle) });
  if (values.list) return proposalsOf(opened, items, { values, title: name(values.list) });
  return listOf(opened, items, values, promises(say.shows.promises, loosePromises(facts, items, values)));
}

function listOf(opened: Opened, items: readonly PromiseItem[], values: PlansQuery, promises: Shown): Shown {
  const { facts } = opened;
  const say = plansText().shows;
  if (values.show === 'promises') return promises;
  if (values.show === 'owed') {
    const rows = claimsIn(facts, items, values);
    const columns = promiseColumns(opened);
    return { title: say.owed, counted: rows, table: (given) => sheetTable({ ...given, columns, rows }) };
  }
  if (values.show === 'agreements') return agreementsOf(opened, items, { values, title: say.agreements });
  if (values.show === 'offers') return proposalsOf(opened, items, { values, title: say.offers });
  const rows = planRows(facts, items, values);
  const counted = rows.flatMap((row) => row.items);
  const columns = planColumns(opened);
  return { title: say.plans, counted, table: (given) => sheetTable({ ...given, columns, rows }) };
}

interface Listed {
  readonly values: PlansQuery;
  readonly title: string;
}

/** Agreements: all that the filter asks for, or those of a bundle. */
function agreementsOf(opened: Opened, items: readonly PromiseItem[], { values, title }: Listed): Shown {
  const inside = values.bundle && new Set(gatheredIn(opened.facts, 'bundle', values.bundle));
  const rows = agreementRows(opened.facts, items, values).filter(({ id }) => !inside || inside.has(id));
  const counted = rows.flatMap(({ clauses, inReturn }) => [...clauses, ...inReturn]);
  const columns = agreementColumns(opened);
  return { title, counted, table: (given) => sheetTable({ ...given, columns, rows }) };
}

/** Offers and requests, also those that no proposal publishes; or those of a list. */
function proposalsOf(opened: Opened, items: readonly PromiseItem[], { values, title }: Listed): Shown {
  const { facts } = opened;
  const inside = values.list && new Set(gatheredIn(facts, 'list', values.list));
  const alone = (item: PromiseItem) => ({ id: item.id, body: {}, items: [item], reciprocal: [] });
  const loose = inside ? [] : looseIntents(facts, items, values).map(alone);
  const published = proposalRows(facts, items, values).filter(({ id }) => !inside || inside.has(id));
  const rows = [...published, ...loose];
  const counted = rows.flatMap((row) => row.items);
  const columns = proposalColumns(opened);
  return { title, counted, table: (given) => sheetTable({ ...given, columns, rows }) };
}
