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
  account: {
    product: (amount: string, unit: string, name: string) => `${amount} ${unit} of ${name}`,
    carries: (product: string, amount: string) => `${product} carries ${amount}.`,
    arises: (parts: readonly string[]) => `Of this arises ${parts.join(', ')}.`,
    part: (share: string, name: string) => `${share} at ${name}`,
    credits: (amount: string) => `${amount} is taken back by credits, which are drawn apart.`,
    forms: { label: 'Drawn as', flow: 'Flow picture', tree: 'Tree', table: 'Table' },
    certificate: {
      title: 'How exact this is',
      whole: 'Every branch of the supply was followed to its end: nothing is left out.',
      rest: (amount: string, count: string) =>
        `Not followed branch by branch: ${amount}, what the ${counted(count, 'node draws', 'nodes draw')} on beyond what is shown, counted as one sum.`,
      remainder: (amount: string) => `What the sum of the parts misses of the whole: ${amount}.`,
      bound: (amount: string) =>
        `No branch that was left out can hide more than ${amount}, whatever credits take back.`,
      unbounded:
        'How much a branch that was left out can hide is not known, because credits and burdens run in strong loops.',
      residual: (size: string) => `The equations behind it are met with a relative error of ${size}.`,
    },
  },
  tree: {
    label: 'The supply as a tree',
    help: 'Arrow down and up go from row to row, right opens what a row draws on or goes into it, left closes it or goes out.',
    rest: 'not followed further',
    row: (name: string, result: string, own: string) => `${name}: carries ${result}, of which ${own} arises here`,
    restRow: (result: string) => `Not followed further: ${result}`,
    openAll: 'Open all',
    closeAll: 'Close all',
    adds: (total: string) => `What arises in all rows, and what was not followed, comes to ${total}: the whole.`,
    legend: {
      own: 'arises here',
      below: 'carried by what it draws on',
      rest: 'not followed further',
      credit: 'taken back: left of the line',
    },
  },
  chart: {
    role: 'Chain of supply',
    others: 'Smaller suppliers',
    rest: 'Not followed',
    ribbon: (name: string, from: string, to: string, amount: string) => `${name}, ${from} → ${to}: carries ${amount}`,
    credit: (name: string, from: string, to: string, amount: string) =>
      `${name}, ${from} → ${to}: takes back ${amount}`,
    stop: (name: string, amount: string) => `${name}: ${amount} passes through it.`,
    own: (amount: string) => `${amount} arises here.`,
    creditOf: (amount: string) => `${amount} is taken back here.`,
    legend: {
      own: 'arises here',
      credit: 'credit: taken back here',
      creditRibbon: 'what takes a burden back',
      rest: 'not followed branch by branch',
      returns: 'runs back: a loop of supply',
      joined: (count: string) => `${counted(count, 'smaller process is', 'smaller processes are')} joined in one.`,
    },
  },
  parts: {
    label: 'Made of',
    unknown: 'not told',
    otherPaths: 'all other paths',
    lists: {
      nodes: 'every node',
      process: 'processes',
      supplier: 'suppliers',
      place: 'places',
      flow: 'what crosses the border',
      tier: 'steps away',
      path: 'paths',
    },
    heads: {
      nodes: 'Node',
      process: 'Process',
      supplier: 'Supplier',
      place: 'Place',
      flow: 'Emission, resource or purchase',
      tier: 'Step',
      path: 'Path of supply',
    },
    tierOf: (count: string) => (count === '0' ? 'the thing itself' : counted(count, 'step away', 'steps away')),
    tier: 'Step',
    amount: 'Amount drawn',
    result: 'Carries',
    own: 'Arises here',
    rest: 'Not followed',
    value: 'Amount',
    share: 'Part',
    sums: (sum: string, total: string) => `Together ${sum}; the whole is ${total}.`,
    sumsNodes: (sum: string, total: string) =>
      `What arises at all nodes and what was not followed is ${sum}; the whole is ${total}.`,
  },
};
