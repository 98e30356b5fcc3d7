import { counted } from '../counted.ts';
import type { checks as english } from '../en/checks.ts';

export const checks: typeof english = {
  counts: 'Tellingen die niet kloppen met het grootboek',
  count: (day, counted, ledger) => `Geteld op ${day}: ${counted}. Het grootboek heeft ${ledger}.`,
  less: (amount) => `${amount} minder dan het grootboek zegt.`,
  more: (amount) => `${amount} meer dan het grootboek zegt.`,
  settle: 'Het verschil noteren',
  settleHow: 'Noteer eerst wat je vergat: dan wordt het verschil vanzelf kleiner.',
  settled: 'Het verschil is genoteerd; het grootboek klopt met de telling.',
  sending: 'Noteren',
  list: (count) => `${counted(count, 'telling klopt', 'tellingen kloppen')} niet met het grootboek:`,
  below: (holder, from, until, lowest, day) =>
    `Onder nul bij ${holder} van ${from} tot ${until}; laagst ${lowest} op ${day}.`,
  stillBelow: (holder, from, lowest, day) => `Onder nul bij ${holder} sinds ${from}; laagst ${lowest} op ${day}.`,
  withOthers: 'Bij anderen',
  lent: (amount, who, since) => `${amount} bij ${who} sinds ${since}.`,
  underWay: (amount, who, since, process) => `${amount} onderweg bij ${who} sinds ${since}: ${process}.`,
  belowHow: 'Iets dat binnenkwam is niet genoteerd, of een datum klopt niet.',
  iCounted: 'Ik heb geteld',
  iCountedHow:
    'Wat je telde wordt bewaard zoals je het zegt. Zegt het grootboek iets anders, dan staat het verschil hierboven.',
  amount: 'Hoeveel staat er',
  day: 'Dag',
  time: 'Uur',
  keep: 'De telling bewaren',
  kept: 'De telling is bewaard; het grootboek klopt ermee.',
  keptOpen: 'De telling is bewaard. Het grootboek zegt iets anders.',
  notNumber: 'Schrijf een getal, zoals 412 of 12,5.',
  noDay: 'Zeg op welke dag.',
};
