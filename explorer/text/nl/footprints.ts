import { counted } from '../counted.ts';
import type { footprints as english } from '../en/footprints.ts';

export const footprints: typeof english = {
  loading: 'Voetafdrukken worden berekend',
  controls: {
    label: 'Welke voetafdruk, hoe geteld',
    product: 'Product of lot',
    all: 'Alle producten',
    period: 'Periode',
    lastYear: 'Laatste jaar',
    indicator: 'Wat geteld wordt',
  },
  products: {
    caption: 'Producten van de periode, en wat één ervan draagt',
    finding: {
      none: (period, count) =>
        `${period}: er is niets geleverd. Wat ${counted(count, 'soort ding draagt', 'soorten dingen dragen')} staat hieronder.`,
      all: (period, count, total) =>
        `${period}: wat geleverd is, ${counted(count, 'product', 'producten')}, draagt ${total}.`,
      most: (name, total, share, unit, each) =>
        `Het meeste zit in ${name}: ${total}, dat is ${share}; 1 ${unit} ervan draagt ${each}.`,
      primary: (share) => `${share} van alles wat ontstond volgt uit wat het netwerk zelf als uitstoot noteerde.`,
    },
    table: {
      product: 'Product',
      intensity: 'Eén draagt',
      per: 'Eén is een',
      delivered: 'Geleverd',
      total: 'Al het geleverde draagt',
      low: 'Eén minstens',
      high: 'Eén hoogstens',
      primary: 'Uit eigen gegevens',
      complete: 'Volledig',
      whole: 'ja',
      incomplete: 'nee: iets heeft geen cijfer',
    },
    empty:
      'Er is nog niets genoteerd waarvan een voetafdruk te tekenen valt. Het begint met wat binnenkomt, wat gemaakt wordt en wat buitengaat.',
    record: 'Iets noteren',
  },
  finding: {
    carries: (unit, name, amount) => `Eén ${unit} ${name} draagt ${amount}.`,
    range: (low, high) => `Voor zover de achtergrondcijfers het zeggen ligt het tussen ${low} en ${high}.`,
    primary: (share) => `${share} ervan volgt uit wat het netwerk zelf als uitstoot noteerde.`,
    incomplete: 'Iets wat zou moeten meetellen heeft geen cijfer: de ware voetafdruk is een andere.',
  },
};
