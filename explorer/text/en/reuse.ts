import { counted } from '../counted.ts';

/** Everything that the reuse view says beside its name and those of its tables. */
export const reuse = {
  controls: 'Which reuse is shown',
  period: 'Period',
  lastYear: 'The last year recorded',
  show: 'Pairs',
  shows: { all: 'All', plausible: 'Could meet', unknown: 'To be found out', rejected: 'Rejected' },
  who: 'Of whom',
  everybody: 'Everybody',
  loading: 'Looking for what could be used again',
  finding: {
    some: (plausible: string, surpluses: string, period: string) =>
      `${period}: ${counted(surpluses, 'surplus is', 'surpluses are')} known, and ${counted(plausible, 'match with what somebody needs is', 'matches with what others need are')} plausible.`,
    largest: (amount: string, thing: string, holder: string, needed: string, taker: string, distance: string) =>
      `The largest: ${amount} ${thing} from ${holder} to ${taker}, in place of ${needed}; ${distance}.`,
    none: (surpluses: string, period: string) =>
      surpluses === '0'
        ? `${period}: nothing is known that went to waste, left as a by-product or stands idle.`
        : `${period}: none of the ${counted(surpluses, 'surplus', 'surpluses')} could serve a need here; the reasons stand below.`,
    others: (unknown: string, rejected: string) =>
      `${counted(unknown, 'pair needs', 'pairs need')} something to be found out first; ${rejected} ${rejected === '1' ? 'is' : 'are'} rejected, each with its reason.`,
    notCompared: (count: string) =>
      `${counted(count, 'more pair shares', 'more pairs share')} something and ${count === '1' ? 'was' : 'were'} not compared: of very many needs only the nearest are.`,
    notListed: (shown: string, all: string) => `${shown} of ${all} pairs are listed, the heaviest first.`,
  },
  scope:
    'What could have moved in the period: no more than was offered, than was asked for, and than could wait. What would be saved by it is not counted here.',
  carriage: (cost: string, currency: string, source: string) =>
    `Carriage is counted at ${cost} ${currency} a tonne and kilometre (${source}).`,
  distance: (km: string) => `${km} km as the crow flies`,
  placeUnknown: 'distance not known: a place is missing',
  table: {
    offered: 'Surplus',
    from: 'Of',
    needed: 'In place of',
    to: 'For',
    verdict: 'Could it?',
    reason: 'Why, or why not',
    amount: 'Could have moved',
    taken: 'Drawn',
    distance: 'Distance',
    rhythm: 'How often',
    events: 'Events',
    eventsOf: 'its events',
  },
  verdicts: { plausible: 'could', unknown: 'to be found out', rejected: 'no' },
  amountUnknown: 'not known',
  grounds: {
    specification: 'the same thing',
    class: (name: string) => `both are classified as ${name}`,
    precedent: (kind: string, batches: string, factor: string) =>
      `${counted(batches, 'batch', 'batches')} of ${kind} took it and needed ${factor} kg less for each kilogram`,
    substitution: (low: string, high: string, source: string) =>
      `a kilogram stands in for ${low === high ? low : `${low} to ${high}`} kg (${source})`,
  },
  obstacles: {
    holder: 'they have and use it themselves',
    state: (offered: string, needed: string) => `it is ${offered || 'in no stated state'}, and ${needed} is needed`,
    grade: (offered: string, needed: string) => `it is good for ${offered}, and ${needed} is needed`,
    grades: { food: 'food', feed: 'feed', none: 'neither food nor feed' },
    keeping: (days: string, condition: string, waits: string) =>
      `it keeps ${counted(days, 'day', 'days')}${condition ? ` ${condition}` : ''}; ${waits ? `it would wait ${waits}` : 'nobody asks for it afterwards'}`,
    moment: 'it came when nobody asked for it any more',
    distance: (km: string) => `carrying it is worth its price up to ${km} km`,
    amounts: (share: string) => `the amounts do not fit: one is ${share} of the other`,
    supplied: (by: string, km: string) => `they have it from ${by} already${km ? `, ${km} km away` : ''}`,
    promised: 'all of it goes into a pair above',
    mass: (thing: string) => `the mass of ${thing} is not known`,
    condition: (what: string) => `first to be known: ${what}`,
  },
  rhythm: (times: string, every: string) =>
    every === ''
      ? counted(times, 'time', 'times')
      : `${counted(times, 'time', 'times')}, every ${counted(every, 'day', 'days')}`,
  days: (count: string) => counted(count, 'day', 'days'),
  idle: (since: string) => `stands since ${since}`,
  kinds: { waste: 'went to waste', outside: 'left as a by-product', idle: 'stands idle' },
  origins: { outside: 'bought outside', member: 'from a member', own: 'made by themselves' },
  sides: {
    what: 'What',
    who: 'Who',
    how: 'How',
    amount: 'Amount',
    rhythm: 'How often',
    partner: 'Taken by',
    supplier: 'From',
    work: 'For',
    place: 'Place',
    placeUnknown: 'not known',
  },
  chart: {
    role: 'diagram of flows and possible flows',
    help: 'Arrow keys follow the flows, Enter shows the pairs of who is selected, Escape shows all again, Home starts at the largest.',
    possible: (thing: string, from: string, to: string, amount: string) =>
      `Possible: ${amount} ${thing}, ${from} to ${to}`,
    recorded: 'recorded in the period',
    couldBe: 'could be, label with amount',
    notDrawn: (count: string) => `${counted(count, 'pair has', 'pairs have')} no known mass and cannot be drawn.`,
    none: 'No pair that could meet can be drawn; the table tells why.',
  },
  panel: {
    close: 'Close',
    surplus: (kind: string, amount: string, often: string) => `Surplus: ${kind}, ${amount}, ${often}.`,
    need: (kind: string, amount: string, often: string, origin: string) =>
      `Need: ${amount} for ${kind}, ${often}, ${origin}.`,
    could: (amount: string) => `Could have moved: ${amount}.`,
    keeps: (days: string) => `It keeps ${counted(days, 'day', 'days')}.`,
    keepsUnknown: 'How long it keeps is not known.',
    events: (who: string, thing: string) => `The events of ${thing} at ${who}`,
    flows: (who: string) => `The flows of ${who}`,
  },
  nothingRecorded: 'Nothing is recorded yet from which a surplus could be seen.',
  howToRecord: [
    'Record what comes out of your work besides its product: spent grain, bran, straw, bread that was left over.',
    'Hand it over to whoever takes it, also to the waste contractor; classify that organisation as waste collection.',
    'Say in the kind of work what each output is: product, recyclable or waste. A starter kit says so already.',
  ],
  record: 'Record what left',
};
