import { expect, test } from 'vitest';
import { formatDecimal } from '../../../engine/0-base/decimal.ts';
import { type ActionId, actions, adjusting } from '../../../engine/2-ledger/action.ts';
import { attributeOf, stockOf } from '../../../engine/2-ledger/head.ts';
import { containersIn } from '../../support/contained.ts';
import { ids, nameIn } from '../../support/cast.ts';
import { tell, type Told } from '../../support/story.ts';
import { linesOf } from '../../support/table.ts';

/** A resource in one line: what is accounted and what is on hand, whose it is, where, at which stage, in which state, in what; then who has any of it on hand. */
function lineOf({ ledger }: Told, resource: string): string {
  const head = ledger.heads.get(ids.resource(resource));
  if (!head) return '';
  const { accounting, onhand } = stockOf(head);
  const told = (['accountable', 'location', 'stage', 'state'] as const).map((attribute) => {
    const value = attributeOf(head, attribute);
    return value === undefined ? '-' : nameIn(value);
  });
  const containers = containersIn(ledger, head).map(nameIn).join('+') || '-';
  const held = [...head.positions].map(([holder, at]) => `${nameIn(holder)} ${formatDecimal(at.onhand)}`);
  return [`${formatDecimal(accounting)}/${formatDecimal(onhand)}`, ...told, containers, `(${held.join(', ')})`].join(
    ' ',
  );
}
/**
 * One event on a stock of 10 kg that stands in the barn, dry: 4,000 g of it, at the yard, wet, in a process that is a Way.
 * Columns: action, into (the second resource), to (the receiver; the provider is the owner), then what the stock and the
 * second resource are: accounting/onhand accountable location stage state container (on hand by holder).
 */
const effects = `
  action            | into  | to  | stock                                        | there
  produce           |       | own | 14/14 own barn Way wet - (own 14)            |
  consume           |       | own | 6/6 own barn - wet - (own 6)                 |
  use               |       | own | 10/10 own barn - wet - (own 10)              |
  cite              |       | own | 10/10 own barn - wet - (own 10)              |
  pickup            |       | own | 10/6 own yard - wet - (own 6)                |
  dropoff           |       | own | 10/14 own yard Way wet - (own 14)            |
  accept            |       | own | 10/6 own yard - wet - (own 6)                |
  modify            |       | own | 10/14 own yard Way wet - (own 14)            |
  combine           |       | own | 10/6 own barn - wet - (own 6)                |
  combine           | box   | own | 10/6 own barn - wet box (own 6)              |
  separate          |       | own | 10/14 own barn Way wet - (own 14)            |
  move              |       | own | 10/10 own yard - wet - (own 10)              |
  move              | there | own | 6/6 own barn - dry - (own 6)                 | 4/4 - yard - wet - (own 4)
  copy              | there | own | 10/10 own barn - dry - (own 10)              | 4/4 own yard - wet - (own 4)
  raise             |       | own | 14/14 own barn - wet - (own 14)              |
  lower             |       | own | 6/6 own barn - wet - (own 6)                 |
  produce           |       | pub | 10/10 own barn Way wet - (own 10, pub 4)     |
  consume           |       | pub | 6/6 own barn - wet - (own 6, pub 0)          |
  use               |       | pub | 10/10 own barn - wet - (own 10)              |
  cite              |       | pub | 10/10 own barn - wet - (own 10)              |
  pickup            |       | pub | 10/6 own yard - wet - (own 6, pub 0)         |
  dropoff           |       | pub | 10/10 own yard Way wet - (own 10, pub 4)     |
  accept            |       | pub | 10/6 own yard - wet - (own 6, pub 0)         |
  modify            |       | pub | 10/10 own yard Way wet - (own 10, pub 4)     |
  combine           |       | pub | 10/6 own barn - wet - (own 6)                |
  separate          |       | pub | 10/14 own barn Way wet - (own 14)            |
  transferCustody   |       | pub | 10/6 own barn - dry - (own 6, pub 4)         |
  transferAllRights |       | pub | 6/10 own barn - dry - (own 10, pub 0)        |
  transfer          |       | pub | 6/6 own barn - dry - (own 6, pub 4)          |
  produce           | there | pub | 10/10 own barn - dry - (own 10)              | 4/4 pub yard Way wet - (pub 4)
  consume           | there | pub | 6/6 own barn - dry - (own 6)                 | 0/0 pub yard - wet - (pub 0)
  pickup            | there | pub | 10/6 own barn - dry - (own 6)                | 0/0 - yard - wet - (pub 0)
  dropoff           | there | pub | 10/10 own barn - dry - (own 10)              | 0/4 - yard Way wet - (pub 4)
  accept            | there | pub | 10/6 own barn - dry - (own 6)                | 0/0 - yard - wet - (pub 0)
  modify            | there | pub | 10/10 own barn - dry - (own 10)              | 0/4 - yard Way wet - (pub 4)
  transferCustody   | there | pub | 10/6 own barn - dry - (own 6)                | 0/4 - yard - wet - (pub 4)
  transferAllRights | there | pub | 6/10 own barn - dry - (own 10)               | 4/0 pub - - wet - (pub 0)
  transfer          | there | pub | 6/6 own barn - dry - (own 6)                 | 4/4 pub yard - wet - (pub 4)
  copy              | there | pub | 10/10 own barn - dry - (own 10)              | 4/4 pub yard - wet - (pub 4)
  transferCustody   | stock | pub | 10/6 own yard - wet - (own 6, pub 4)         |
  transferAllRights | stock | pub | 4/0 pub barn - wet - (own 10, pub 0)         |
  transfer          | stock | pub | 4/4 pub yard - wet - (own 6, pub 4)          |
`;

const setting = { processes: { p: 'Way' } };
const processOf = (action: string) => (actions[action as ActionId].inputOutput === 'notApplicable' ? '' : 'p');

test.each(linesOf(effects))('$action by $to into $into does to a stock what its row says', (line) => {
  const { action = '', into = '', to = '', stock = '', there = '' } = line;
  const told = tell(
    `
    action    | quantity | resource | into    | from | to    | process              | at   | state
    raise     | 10 kg    | stock    |         | own  | own   |                      |      | dry
    raise     | 1 kg     | box      |         | own  | own   |                      |      |
    move      | 10 kg    | stock    |         | own  | own   |                      | barn |
    ${action} | 4000 g   | stock    | ${into} | own  | ${to} | ${processOf(action)} | yard | wet
    `,
    setting,
  );
  expect([lineOf(told, 'stock'), lineOf(told, 'there')]).toEqual([stock, there]);
});

test.each(
  linesOf(`
  action  | stock
  produce | 4/4 pub yard Way wet - (pub 4)
  raise   | 4/4 pub - - wet - (pub 4)
  lower   | -4/-4 pub - - wet - (pub -4)
  `),
)('$action may begin a stock, for which the receiver is accountable from then on', ({ action = '', stock }) => {
  const problem = action === adjusting.less ? 'stock.negative' : '';
  const told = tell(
    `
    action    | quantity | resource | from | to  | process              | at   | state | problem
    ${action} | 4000 g   | stock    | pub  | pub | ${processOf(action)} | yard | wet   | ${problem}
    `,
    setting,
  );
  expect(lineOf(told, 'stock')).toBe(stock);
});

test('every action that touches a stock stands in the table above', () => {
  const told = new Set(linesOf(effects).map(({ action }) => action));
  const apart = Object.entries(actions).flatMap(([id, row]) => (row.requires.includes('noResource') ? [id] : []));
  expect([...told, ...apart].toSorted()).toEqual(Object.keys(actions).toSorted());
});
