import { counted } from '../counted.ts';

export const checks = {
  counts: 'Counts that disagree with the ledger',
  count: (day: string, counted: string, ledger: string) => `Counted on ${day}: ${counted}. The ledger has ${ledger}.`,
  less: (amount: string) => `${amount} less than the ledger says.`,
  more: (amount: string) => `${amount} more than the ledger says.`,
  settle: 'Record the difference',
  settleHow: 'Record first what you forgot: the difference then gets smaller by itself.',
  settled: 'The difference is recorded; the ledger agrees with the count.',
  sending: 'Recording',
  list: (count: string) => `${counted(count, 'count disagrees', 'counts disagree')} with the ledger:`,
  below: (holder: string, from: string, until: string, lowest: string, day: string) =>
    `Below zero at ${holder} from ${from} to ${until}; lowest ${lowest} on ${day}.`,
  stillBelow: (holder: string, from: string, lowest: string, day: string) =>
    `Below zero at ${holder} since ${from}; lowest ${lowest} on ${day}.`,
  withOthers: 'With others',
  lent: (amount: string, who: string, since: string) => `${amount} with ${who} since ${since}.`,
  underWay: (amount: string, who: string, since: string, process: string) =>
    `${amount} under way with ${who} since ${since}: ${process}.`,
  belowHow: 'Something that came in is not recorded, or a date is wrong.',
  iCounted: 'I counted',
  iCountedHow:
    'What you counted is kept as you say it. If the ledger says something else, the difference is shown above.',
  amount: 'How much is there',
  day: 'Day',
  time: 'Time',
  keep: 'Keep the count',
  kept: 'The count is kept; the ledger agrees with it.',
  keptOpen: 'The count is kept. The ledger says something else.',
  notNumber: 'Write a number, such as 412 or 12.5.',
  noDay: 'Say on which day.',
};
