import type { Balance } from '../../../../engine/3-flow/balance/balances.ts';
import type { Column } from '../../../marks/table.ts';
import { formatNumber, formatShare } from '../../../text/format.ts';
import { reportTable, type ReportTable } from '../report.ts';
import { sayBalance } from '../words.ts';
import { columnUnit, type Writing } from './amount.ts';
import { figureOf, type FlowAnswer, type SheetAnswer } from './answer.ts';
import { partName } from './figure.ts';
import type { Part } from './parts.ts';
import { capital, layerName, layerWord } from './told.ts';

interface PartTable {
  readonly id: string;
  readonly name: string;
  readonly balance: Balance;
  readonly parts: readonly Part[];
  readonly writing: Writing;
  /** Of one process: its flows as they were recorded and as they would close every balance. */
  readonly flows: readonly FlowAnswer[];
}

/** What each figure of a part means, and each of a layer. */
const partTerms = { amount: 'balance', low: 'expectedFlow', high: 'expectedFlow', adjusted: 'adjusted' } as const;
const layerTerms = {
  in: 'through',
  out: 'through',
  stock: 'change',
  loss: 'declaredLoss',
  unaccounted: 'unaccounted',
  low: 'expectedFlow',
  high: 'expectedFlow',
} as const;

/** The parts of a balance: what the picture shows, recorded figures with what would close every balance beside them. */
export function partTable({ id, name, balance, parts, writing, flows }: PartTable): ReportTable {
  const words = sayBalance().table;
  const { symbol, divisor } = columnUnit(
    writing,
    parts.flatMap(({ amount, high }) => [amount, high]),
  );
  const figure = (id: 'amount' | 'low' | 'high' | 'adjusted', of: (part: Part) => number): Column<Part> => ({
    ...{ id, head: words.columns[id], unit: symbol, about: partTerms[id] },
    value: (part) => (Number.isNaN(of(part)) ? null : of(part) / divisor),
    show: (part) => (Number.isNaN(of(part)) ? '' : formatNumber(of(part) / divisor)),
  });
  const isRanged = ({ low, high }: Part): boolean => high > low;
  const ranges = [
    figure('low', (part) => (isRanged(part) ? part.low : Number.NaN)),
    figure('high', (part) => (isRanged(part) ? part.high : Number.NaN)),
  ];
  const adjusted = adjustedBy(flows);
  return reportTable<Part>({
    id,
    caption: capital(words.caption(name, layerWord(balance))),
    columns: [
      { id: 'side', head: words.columns.side, value: ({ side }) => sayBalance().sides[side] },
      { id: 'what', head: words.columns.what, value: (part) => partName(part, writing.nameOf) },
      figure('amount', ({ amount }) => amount),
      ...(parts.some(isRanged) ? ranges : []),
      ...(flows.length > 0 ? [figure('adjusted', adjusted)] : []),
      {
        id: 'kind',
        head: words.columns.kind,
        long: true,
        value: ({ kind, amount }) => (Number.isNaN(amount) ? words.unknown : words.kinds[kind]),
      },
    ],
    rows: parts,
  });
}

/** The figure of each thing that would close every balance: the sum over its events; NaN where one is not known. */
function adjustedBy(flows: readonly FlowAnswer[]): (part: Part) => number {
  const sums = new Map<string, number>();
  for (const { kind, side, specification, adjusted } of flows) {
    if (kind !== 'event') continue;
    const key = `${side} ${specification}`;
    sums.set(key, (sums.get(key) ?? 0) + figureOf(adjusted));
  }
  return ({ kind, side, of }) => (kind === 'thing' ? (sums.get(`${side} ${of}`) ?? Number.NaN) : Number.NaN);
}

interface Overview {
  readonly name: string;
  readonly balances: readonly Balance[];
  readonly sheet: SheetAnswer;
  readonly nameOf: (id: string) => string;
}

/** Every layer in one line, each in a unit of its own. */
export function layersTable({ name, balances, sheet, nameOf }: Overview): ReportTable {
  const words = sayBalance();
  const { columns: heads } = words.overview;
  const scaled = (balance: Balance) => columnUnit({ unit: balance.unit, nameOf }, [balance.in, balance.out]);
  const figure = (id: keyof typeof layerTerms, of: (balance: Balance) => number): Column<Balance> => ({
    ...{ id, head: heads[id], about: layerTerms[id] },
    value: (balance) => of(balance) / scaled(balance).divisor,
  });
  const efficiencyOf = ({ layer }: Balance): number =>
    figureOf(sheet.efficiencies.find((each) => each.layer === layer)?.efficiency);
  return reportTable<Balance>({
    id: 'layers',
    caption: capital(words.overview.caption(name)),
    columns: [
      { id: 'layer', head: heads.layer, value: layerName },
      figure('in', (balance) => balance.in),
      figure('out', (balance) => balance.out),
      figure('stock', ({ stock }) => stock.change),
      figure('loss', ({ loss }) => loss),
      figure('unaccounted', ({ unaccounted }) => unaccounted),
      figure('low', ({ expected }) => expected.low),
      figure('high', ({ expected }) => expected.high),
      { id: 'unit', head: heads.unit, value: (balance) => scaled(balance).symbol },
      {
        id: 'efficiency',
        head: heads.efficiency,
        about: 'efficiency',
        value: (balance) => (Number.isNaN(efficiencyOf(balance)) ? null : efficiencyOf(balance)),
        show: (balance) => (Number.isNaN(efficiencyOf(balance)) ? '' : formatShare(efficiencyOf(balance), 3)),
      },
      { id: 'verdict', head: heads.verdict, long: true, value: ({ verdict }) => words.verdicts[verdict] },
    ],
    rows: balances,
  });
}
