import type { Catalogue } from '../en.ts';

export const people: Catalogue['people'] = {
  title: 'Mensen',
  onlyRecorder: 'U mag hier lezen, niet noteren. Vraag een beheerder van het netwerk om de rol van noteerder.',
  onlyOperator: 'Nieuwe netwerken begint wie deze server beheert.',
  sight: {
    title: 'Wat anderen van mij zien',
  },
  join: {
    title: 'Treed toe tot een netwerk',
  },
};
