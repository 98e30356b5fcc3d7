import type { Column } from '../../marks/table.ts';
import { text } from '../../text/text.ts';
import { formatNumber, formatShare, scaleFor } from '../../text/format.ts';
import { aYear } from './amount.ts';
import type { FlowPicture, PictureLink } from './picture.ts';

/** Every flow: what the picture draws and all that it does not draw apart. */
export const flowRows = ({ links, lost, small, leftOut }: FlowPicture): readonly PictureLink[] => [
  ...links,
  ...lost,
  ...small,
  ...leftOut,
];

/** The order in which they stand unless another is asked for. */
export const flowOrder = { by: 'high', down: true } as const;

/** How an amount is known; what was spread from readings is never called more than that. */
function knownAs({ status, spread }: PictureLink): string {
  const say = text.flows.table;
  return spread ? `${say.statuses[status]}, ${say.spread[spread]}` : say.statuses[status];
}

/** The columns of the table of flows: one unit for all amounts. */
export function flowColumns(picture: FlowPicture): Column<PictureLink>[] {
  const rows = flowRows(picture);
  const say = text.flows.table;
  const names = new Map(picture.names);
  const returning = new Set(picture.cycles.returning);
  const known = rows.filter((link) => link.value > 0);
  const counted = (link: PictureLink) => link.hidden !== 'water';
  const total = known.filter(counted).reduce((sum, link) => sum + link.value, 0);
  const { symbol, divisor } = scaleFor(
    known.reduce((most, link) => Math.max(most, link.high), 0),
    picture.unit,
  );
  const unit = aYear(symbol, picture.per);
  const ranges = known.some((link) => link.low < link.high);
  const write = (value: number) => (Number.isNaN(value) ? text.flows.unknown : formatNumber(value / divisor));
  const amount = (id: 'low' | 'high', head: string): Column<PictureLink> => ({
    id,
    head,
    unit,
    about: 'largestFlow',
    value: (link) => link[id] / divisor,
    show: (link) => write(link[id]),
  });
  return [
    { id: 'from', head: say.from, value: (link) => names.get(link.from) ?? link.from },
    { id: 'to', head: say.to, value: (link) => names.get(link.to) ?? link.to },
    { id: 'what', head: say.what, value: (link) => link.name },
    ...(ranges ? [amount('low', say.low), amount('high', say.high)] : [amount('high', say.amount)]),
    {
      id: 'share',
      head: ranges ? say.shareSure : say.share,
      about: 'flowShare',
      value: (link) => (counted(link) ? link.value / total : null),
      show: (link) => (Number.isNaN(link.value) || !counted(link) ? '' : formatShare(link.value / total)),
    },
    { id: 'returns', head: say.returns, value: (link) => (returning.has(link.id) ? say.yes : '') },
    { id: 'status', head: say.status, value: knownAs },
    ...(rows.some((link) => link.hidden)
      ? [{ id: 'drawn', head: say.drawn, value: (link: PictureLink) => say.drawnAs[link.hidden ?? 'drawn'] }]
      : []),
    { id: 'rows', head: say.rows, about: 'count', value: (link) => link.rows },
    ...(rows.some((link) => link.figures.length > 0)
      ? [
          {
            id: 'figures',
            head: say.figures,
            long: true,
            told: 'largestFlow' as const,
            value: (link: PictureLink) => link.figures.map((figure) => `${figure.text} (${figure.source})`).join('; '),
          },
        ]
      : []),
  ];
}
