import { counted } from '../counted.ts';

/** Everything that the flows view says. */
export const flows = {
  title: 'Flows',
  controls: 'What the picture shows',
  period: 'Period',
  allTime: 'All recorded',
  layer: 'Measure',
  layers: { mass: 'Mass', energy: 'Energy', carbon: 'Carbon', water: 'Water' },
  thing: 'Of what',
  everything: 'all goods',
  by: 'Group by',
  groupings: { agent: 'Who', process: 'Kind of work', specification: 'Thing and kind of work', place: 'Place' },
  water: 'Plain water',
  waters: { auto: 'Only if small', shown: 'Drawn', out: 'Left out' },
  cut: 'Small flows',
  cutAuto: 'As many as fit',
  cuts: (share: string) => (share === '' ? 'Show every flow' : `Join those below ${share}`),
  // what stands for more than one record
  groups: {
    unknown: 'not stated',
    opening: 'Opening stock',
    loss: 'Declared loss',
    fromStock: 'From stock',
    toStock: 'Into stock',
  },
  unknown: 'unknown',
  amountUnknown: 'amount unknown',
  aYear: (amount: string) => `${amount} a\u00a0year`,
  layerNouns: { mass: 'mass', energy: 'energy', carbon: 'carbon', water: 'water' },
  finding: {
    nothing: (layer: string, period: string) => `No flow of ${layer} is known for ${period}.`,
    noneBetween:
      'Nothing can be drawn: where these flows begin and end is not recorded in this grouping. Group by who instead.',
    returns: (share: string, layer: string, withoutWater: boolean) =>
      withoutWater
        ? `Plain water apart, ${share} of the ${layer} that flows here returns.`
        : `${share} of the ${layer} that flows here returns.`,
    returnsUnknown: (count: string) =>
      count === '1' ? 'One flow returns; how much is not known.' : `${count} flows return; how much is not known.`,
    howKnown: (known: string, all: string, ranges: string) =>
      `Of ${known} of the ${all} flows an amount is known${ranges === '0' ? '' : `, and of ${ranges} of these the sources disagree`}; the others are dashed lines.`,
    noReturn: 'Nothing here returns.',
    loop: (way: string, amount: string) => `The largest loop: ${way}, ${amount} all the way round.`,
    largest: (name: string, from: string, to: string, amount: string) =>
      `The largest flow: ${name} from ${from} to ${to}, ${amount}.`,
    loopNames: (names: readonly string[]) => [...names, names[0]!].join(' → '),
  },
  ends: {
    agent: 'parties',
    process: 'kinds of work and parties',
    specification: 'things and kinds of work',
    place: 'places',
  },
  scope: (links: string, nodes: string, ends: string, period: string) =>
    `${counted(links, 'flow', 'flows')} between ${nodes} ${ends}, ${period}.`,
  leftOut: (things: string) => `Left out so that it does not drown the rest: ${things}.`,
  scopeAll: 'all that is recorded',
  rest: (amount: string, nodes: string) =>
    nodes === '0'
      ? `Too small to draw apart, in grey: ${amount} in all.`
      : `Too small to draw apart, in grey: ${amount} in all; ${nodes === '1' ? '1 that has' : `${nodes} that have`} nothing larger ${nodes === '1' ? 'is' : 'are'} left out.`,
  restNone: 'Every flow is drawn.',
  carried: 'Transport is left out: goods run straight from sender to receiver.',
  coverage: (known: string, all: string, layer: string) =>
    `The ${layer} of ${known} of ${all} recorded flows is known.`,
  coverageFull: (all: string, layer: string) =>
    `The ${layer} of ${all === '1' ? 'the one recorded flow' : `all ${all} recorded flows`} is known.`,
  apart: (count: string) =>
    `${count === '1' ? 'One amount that others publish is' : `${count} amounts that others publish are`} so much a year, which cannot be added to what was recorded: dashed here; choose a year to see them drawn.`,
  disagree: (count: string) =>
    `Of ${counted(count, 'flow', 'flows')} a range is known; the pale part lies between its ends.`,
  chart: {
    role: 'flow diagram',
    help: 'Arrow keys follow the flows, Enter selects, Backspace goes back, Home starts at the largest.',
    stop: (name: string, into: string, out: string) => `${name}: in ${into}, out ${out}.`,
    returning: (count: string) => `Of its flows, returning: ${count}.`,
  },
  legend: {
    measured: 'recorded',
    published: 'published by others',
    range: 'a range is known: sure part, and up to',
    unknown: 'flows, amount unknown',
    returning: 'returns, against the reading direction',
    gap: 'in and out differ: stock, loss, elsewhere or left out',
    loop: 'part of a loop',
    rest: 'flows too small to draw apart',
    others: (count: string) => `${count} more`,
  },
  panel: {
    close: 'Close',
    in: 'Comes in',
    out: 'Goes out',
    none: 'nothing recorded',
    more: (count: string) => `and ${count} smaller`,
    small: 'too small to draw apart',
    gapOut: (amount: string) => `${amount} more comes in than goes out: kept in stock, lost, or not recorded.`,
    gapIn: (amount: string) => `${amount} more goes out than comes in: taken from stock, or not recorded.`,
    closed: 'What comes in goes out.',
    leftOut: 'left out of the picture',
    ledger: 'Its events in the ledger',
    map: 'On the map',
    batches: 'Its last batches',
    stocks: 'Its stocks',
    notDrawn: (name: string) => `${name} has only flows too small to be drawn apart.`,
    drawAll: 'Draw every flow',
    noSuch: 'What this link selects has no flow here.',
    open: 'Flows of unknown amount touch it, so no balance can be drawn.',
    sourceOnly: 'Only gives: the beginning of these flows lies here.',
    sinkOnly: 'Only takes: these flows end here.',
    kinds: {
      member: 'member of the network',
      outside: 'outside the network',
      nature: 'nature',
      process: 'kind of process',
      thing: 'kind of thing',
      place: 'place',
      rest: 'not a single holder',
    },
    loops: 'Loops through it',
  },
  loopsTitle: 'Loops',
  loopsMore: (count: string) => `and ${count} smaller`,
  loopsWithin: 'Within one house, by kind of work',
  disagreeTitle: 'Where published figures disagree',
  list: { title: 'Largest flows', from: (from: string, to: string) => `${from} → ${to}` },
  table: {
    caption: 'All flows',
    from: 'From',
    to: 'To',
    what: 'What',
    amount: 'Amount',
    low: 'At least',
    high: 'At most',
    share: 'Share',
    shareSure: 'Share of what is sure',
    status: 'How known',
    returns: 'Returns',
    yes: 'yes',
    rows: 'Records',
    drawn: 'In the picture',
    drawnAs: {
      drawn: 'yes',
      small: 'too small to draw apart',
      water: 'left out: plain water',
      loss: 'lost: leaves downwards',
    },
    figures: 'Figures and sources',
    statuses: { measured: 'recorded', published: 'published', unknown: 'unknown' },
  },
  loading: 'Drawing the flows',
};
