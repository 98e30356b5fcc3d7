import { decimal, formatDecimal, parseDecimal } from '../../engine/0-base/decimal.ts';
import { problem } from '../../engine/0-base/problem.ts';
import { noPosition } from '../../engine/2-ledger/head.ts';
import { minus, plus, statementLines, type Turnover, turnoverOf } from '../../engine/2-ledger/statement.ts';
import type { Position } from '../../engine/2-ledger/state.ts';
import type { Body } from '../../engine/1-record/kind.ts';
import type { Book } from './book.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { sha256Hex } from './hash.ts';
import type { Amounts, Answer, Statement, StatementQuery, StatementRow } from './house.ts';
import type { StoredStatementLine, SumLine } from './query-statement.ts';
import { measureOf } from './stock.ts';

type Dimension = string | null | undefined;

const positionFrom = ({ accounting, onhand }: Record<keyof Position, string>): Position => ({
  accounting: decimal(accounting),
  onhand: decimal(onhand),
});

const amounts = ({ accounting, onhand }: Position, dimension: Dimension): Amounts => ({
  accounting: measureOf(accounting, dimension),
  onhand: measureOf(onhand, dimension),
});

const shownTurnover = ({ opening, closing, ...sides }: Turnover, dimension: Dimension) => ({
  opening: amounts(opening, dimension),
  in: amounts(sides.in, dimension),
  out: amounts(sides.out, dimension),
  closing: amounts(closing, dimension),
});

/** Up to which number; the last line's moment, number and holder; the balance after it; the name of the statement. */
const cursorTypes = ['number', 'number', 'number', 'string', 'string', 'string', 'string'] as const;
type Place = readonly [number, number, number, string, string, string, string];

const mostLines = 1000;

/** Whether the values of a cursor can have come from here, for the same statement. */
function placeIn(text: string, { applied, name }: { applied: number; name: string }): Place | undefined {
  const place = decodeCursor(text, cursorTypes) as Place | undefined;
  if (!place) return undefined;
  const [upTo, , sequence, holder, accounting, onhand, told] = place;
  const sums = [accounting, onhand].every((each) => parseDecimal(each) !== undefined);
  const isText = !holder.includes('\u0000') && holder.isWellFormed();
  const fits = upTo >= 0 && upTo <= applied && sequence >= 0 && sequence <= upTo && told === name;
  return fits && sums && isText ? place : undefined;
}

/**
 * A statement of a resource for a period: what there was, each change in the order of happening, what is left. Every page
 * tells the turnover of all of the period.
 */
export async function findStatement(book: Book, resource: string, query: StatementQuery): Promise<Answer<Statement>> {
  const { holder, from, to, recorded, cursor, limit = 100 } = query;
  const { store, slug, applied } = book;
  const invalid = (field: string, value: string, expected: string) => ({
    problems: [problem('parameter.invalid', '', { field, value, expected })],
  });
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > mostLines)
    return invalid('limit', `${limit}`, `1 to ${mostLines}`);
  const name = sha256Hex(Buffer.from(JSON.stringify({ resource, holder, from, to, recorded }))).slice(0, 12);
  const place = cursor === undefined ? undefined : placeIn(cursor, { applied, name });
  if (cursor !== undefined && !place) return invalid('cursor', cursor, 'the cursor of a page before');
  const known = place ? { upTo: place[0] } : { upTo: applied, recorded };
  const after = place && { happened: place[1], sequence: place[2], holder: place[3] };
  const asked = { resource, holder, from, to, ...known, after, limit: limit + 1 };
  const { upTo, dimension, before, sums, lines } = await store.call('findStatement', [slug, asked]);
  const opening = before.filter((each) => holder === undefined || each.holder === holder);
  const whole = turnoversOf(opening, sums);
  const begin = place ? positionFrom({ accounting: place[4], onhand: place[5] }) : whole.all.opening;
  const rows = rowsOf(begin, lines.slice(0, limit), dimension);
  const last = rows.at(-1);
  const next = last && lines.length > rows.length && cursorBehind(last, { upTo, name });
  return {
    value: {
      sequence: upTo,
      ...shownTurnover(whole.all, dimension),
      holders: whole.holders.map(([of, each]) => ({ holder: of, ...shownTurnover(each, dimension) })),
      items: rows.map(({ row }) => row),
      ...(next && { next }),
    },
    problems: [],
  };
}

interface Row {
  readonly row: StatementRow;
  readonly balance: Position;
}

const cursorBehind = ({ row, balance }: Row, { upTo, name }: { upTo: number; name: string }): string =>
  encodeCursor([
    upTo,
    row.event.happened!,
    row.event.sequence,
    row.holder,
    formatDecimal(balance.accounting),
    formatDecimal(balance.onhand),
    name,
  ] satisfies Place);

function rowsOf(begin: Position, lines: readonly StoredStatementLine[], dimension: Dimension): Row[] {
  const entries = lines.map((line) => ({
    line,
    holder: line.holder,
    change: positionFrom(line),
    takesBack: line.takesBack,
  }));
  return statementLines(begin, entries).map(({ entry: { line }, balance, ...sides }) => ({
    balance,
    row: {
      event: {
        id: line.id,
        class: 'EconomicEvent',
        sequence: line.sequence,
        recorded: line.recorded,
        happened: line.happened,
        retired: false,
        revision: 1,
        revised: line.sequence,
        body: JSON.parse(line.body) as Body<'EconomicEvent'>,
      },
      root: line.root,
      from: line.from,
      to: line.to,
      holder: line.holder,
      in: amounts(sides.in, dimension),
      out: amounts(sides.out, dimension),
      balance: amounts(balance, dimension),
    },
  }));
}

/** The turnover of each holder who had or got something, and of all of them. */
function turnoversOf(
  opening: readonly ({ readonly holder: string } & Record<keyof Position, string>)[],
  sums: readonly SumLine[],
) {
  const holders = [...new Set([...opening, ...sums].map(({ holder }) => holder))].sort();
  const ofHolder = (holder: string): Turnover => {
    const had = opening.find((each) => each.holder === holder);
    const sum = sums.find((each) => each.holder === holder);
    const none = { accounting: '0', onhand: '0' };
    const came = positionFrom(sum ? { accounting: sum.accountingIn, onhand: sum.onhandIn } : none);
    return turnoverOf({
      opening: positionFrom(had ?? none),
      in: came,
      out: minus(came, positionFrom(sum ?? none)),
    });
  };
  const each = holders.map((holder) => [holder, ofHolder(holder)] as const);
  const total = (of: keyof Turnover) => each.reduce((sum, [, one]) => plus(sum, one[of]), noPosition);
  return { holders: each, all: turnoverOf({ opening: total('opening'), in: total('in'), out: total('out') }) };
}
