import { decimal, isZero } from '../../../engine/0-base/decimal.ts';
import type { Measure } from '../../../engine/1-record/field.ts';
import type { VarianceRow } from '../../../engine/6-plan/variance.ts';
import type { Column } from '../../marks/table.ts';
import { formatExact, formatNumber, measureIn, rankOf, readableUnitOf, unitSymbol } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import type { Answer } from '../../worker/http.ts';
import { usualUnit } from '../names.ts';
import { varianceTerms } from '../plans/variance.ts';
import { actionWord } from '../record/effect.ts';
import { asKnown, parameters } from './load.ts';
import { namesIn, ready, type Report, reportTable, type Request } from './report.ts';
import { say } from './words.ts';

const figures = ['planned', 'actual', 'difference', 'unplanned'] as const;

/** A plan against what happened. */
export async function plan(request: Request): Promise<Answer<Report>> {
  const words = say().plan;
  const { client, opened, values } = request;
  const { plan: id, by, to, recorded } = values;
  const table = (caption: string, rows: readonly VarianceRow[]) =>
    reportTable({ id: 'report', caption, columns: columnsOf(request), rows });
  if (!id)
    return ready({
      title: words.title,
      finding: [words.which],
      notes: [],
      tables: [table(words.title, [])],
      missing: 'plan',
    });
  const at = `/api/networks/${opened.network}/plans/${encodeURIComponent(id)}/variance`;
  const found = await client.get<{ items: readonly VarianceRow[] }>(
    `${at}?${parameters({ by, happened: to, recorded })}`,
  );
  if (!found.ok) return found;
  const rows = found.value.items.map((row) => inUsualUnit(request, row));
  const apart = rows.filter(({ difference }) => !isZero(decimal(difference.hasNumericalValue)));
  const title = words.titleOf(namesIn(request)(id));
  const count = (of: readonly unknown[]) => formatNumber(of.length, 9);
  return ready({
    title,
    finding: [rows.length === 0 ? words.none : words.finding(count(apart), count(rows))],
    notes: [words.lead, ...asKnown(request)],
    tables: [table(title, rows)],
  });
}

/** A row in the unit in which its kind of thing is counted: one for all its figures. */
function inUsualUnit({ opened }: Request, row: VarianceRow): VarianceRow {
  const measures: Measure[] = figures.map((figure) => row[figure]);
  const unit = usualUnit(opened.facts, row.specification) ?? readableUnitOf(measures);
  const fits = measureIn(measures[0]!, unit).hasUnit === unit ? unit : readableUnitOf(measures);
  return { ...row, ...Object.fromEntries(figures.map((figure) => [figure, measureIn(row[figure], fits)])) };
}

function columnsOf(request: Request): Column<VarianceRow>[] {
  const words = say().plan;
  const { by } = request.values;
  const name = namesIn(request);
  return [
    { id: 'key', head: words.columns[by], value: ({ key }) => name(key) },
    { id: 'action', head: words.columns.action, value: ({ action }) => actionWord(action) },
    {
      id: 'what',
      head: words.columns.what,
      value: ({ specification }) => name(specification) || text.shell.kindNotTold,
    },
    { id: 'side', head: words.columns.side, value: ({ side }) => words.sides[side] },
    ...figures.map((figure): Column<VarianceRow> => ({
      id: figure,
      head: words.columns[figure],
      about: varianceTerms[figure],
      value: (row) => row[figure].hasNumericalValue,
      show: (row) => formatExact(row[figure].hasNumericalValue),
      rank: (row) => rankOf(row[figure]),
    })),
    { id: 'unit', head: text.ledger.stock.unit, value: ({ planned }) => unitSymbol(planned.hasUnit) },
  ];
}
