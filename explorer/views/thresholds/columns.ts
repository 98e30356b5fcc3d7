import type { Column } from '../../marks/table.ts';
import { text } from '../../text/text.ts';
import { formatNumber } from '../../text/format.ts';
import { ratioOf, standingOf } from './sentences.ts';
import type { Wedge } from './wedge.ts';

/** The columns of the table of thresholds. */
export function thresholdColumns(): Column<Wedge>[] {
  const say = text.thresholds;
  return [
    { id: 'name', head: say.table.name, value: (row) => row.name },
    {
      id: 'ratio',
      head: say.table.ratio,
      about: 'quotient',
      value: (row) => row.ratio ?? null,
      show: ratioOf,
    },
    {
      id: 'score',
      head: say.table.score,
      about: 'score',
      value: (row) => row.score ?? null,
      show: (row) => (row.score === undefined ? say.noData : formatNumber(row.score)),
      rank: (row) => ({ kind: row.unit, size: row.score }),
    },
    {
      id: 'budget',
      head: say.table.budget,
      about: 'budget',
      value: (row) => row.budget ?? null,
      show: (row) => (row.budget === undefined ? '' : formatNumber(row.budget)),
      rank: (row) => ({ kind: row.unit, size: row.budget }),
    },
    ...(['low', 'high'] as const).map((end): Column<Wedge> => ({
      id: end,
      head: say.table[end],
      about: 'range',
      value: (row) => row.range?.[end] ?? null,
      show: (row) => (row.range === undefined ? '' : formatNumber(row.range[end])),
      rank: (row) => ({ kind: row.unit, size: row.range?.[end] }),
    })),
    { id: 'unit', head: say.table.unit, value: (row) => row.unit },
    { id: 'standing', head: say.table.standing, value: standingOf },
    {
      id: 'missing',
      head: say.table.missing,
      about: 'missing',
      value: (row) => (row.ratio === undefined ? null : (row.missing ?? 0)),
      show: (row) => (row.ratio === undefined ? '' : formatNumber(row.missing ?? 0)),
    },
    { id: 'reason', head: say.table.reason, long: true, value: (row) => row.reason ?? '' },
    {
      id: 'share',
      head: say.table.share,
      about: 'budgetShare',
      value: (row) => row.share ?? null,
      show: (row) => (row.share === undefined ? '' : formatNumber(row.share, 3)),
    },
    { id: 'method', head: say.table.method, value: (row) => row.method },
    { id: 'source', head: say.table.source, long: true, value: (row) => row.source },
  ];
}
