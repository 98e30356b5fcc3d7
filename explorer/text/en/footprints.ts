import { counted } from '../counted.ts';

/** Everything that the page of footprints says; it is loaded with its view. */
export const footprints = {
  loading: 'Reckoning footprints',
  controls: {
    label: 'Which footprint, counted how',
    product: 'Product or lot',
    all: 'All products',
    period: 'Period',
    lastYear: 'Latest year',
    indicator: 'What is counted',
  },
  products: {
    caption: 'Products of the period, and what one of each carries',
    finding: {
      none: (period: string, count: string) =>
        `${period}: nothing was delivered. What ${counted(count, 'kind of thing carries', 'kinds of things carry')} stands below.`,
      all: (period: string, count: string, total: string) =>
        `${period}: what was delivered, ${counted(count, 'product', 'products')}, carries ${total}.`,
      most: (name: string, total: string, share: string, unit: string, each: string) =>
        `Most of it is in ${name}: ${total}, which is ${share}; 1 ${unit} of it carries ${each}.`,
      primary: (share: string) =>
        `${share} of all that arose follows from what the network itself recorded as emitted.`,
    },
    table: {
      product: 'Product',
      intensity: 'One carries',
      per: 'One is a',
      delivered: 'Delivered',
      total: 'All delivered carries',
      low: 'One at least',
      high: 'One at most',
      primary: 'From own records',
      complete: 'Complete',
      whole: 'yes',
      incomplete: 'no: something has no figure',
    },
    empty:
      'Nothing is recorded yet of which a footprint could be drawn. It begins with what comes in, what is made and what goes out.',
    record: 'Record something',
  },
  finding: {
    carries: (unit: string, name: string, amount: string) => `One ${unit} of ${name} carries ${amount}.`,
    range: (low: string, high: string) => `As far as the background figures say it lies between ${low} and ${high}.`,
    primary: (share: string) => `${share} of it follows from the network’s own records of what it emitted.`,
    incomplete: 'Something that should count has no figure: the true footprint is another one.',
  },
};
