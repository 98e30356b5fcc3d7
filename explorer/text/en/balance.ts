import { counted } from '../counted.ts';

/** The sentences of a balance sheet; they come with the reports. */
export const balance = {
  title: 'Balance of a member or of all',
  network: 'the whole network',
  titleOf: (name: string, when: string) => `Balance of ${name}, ${when}`,
  layer: 'Balance of',
  days: 'all days',
  layers: {
    mass: 'Mass',
    'dry-mass': 'Dry mass',
    water: 'Water',
    carbon: 'Carbon',
    nitrogen: 'Nitrogen',
    phosphorus: 'Phosphorus',
    energy: 'Energy',
    'energy-net': 'Energy, lower heating value',
    'energy-gross': 'Energy, upper heating value',
    exergy: 'Exergy',
    price: 'Money',
  },
  verdicts: {
    closed: 'closes',
    expected: 'closes with what nobody measures',
    unexplained: 'does not close',
    unknown: 'cannot be told',
    added: 'value added',
  },
  parts: {
    stock: { in: 'Taken from stock', out: 'Put into stock' },
    progress: { in: 'Was in the works', out: 'Still in the works' },
    loss: (name: string) => `${name}, written off`,
    expected: 'Expected, not measured',
    heat: 'Heat that left, not measured',
    destroyed: 'Destroyed',
    added: { in: 'Value added', out: 'Value spent' },
    gap: 'Not accounted for',
    beyond: 'Not explained',
    open: { in: 'Open: more went in than is known', out: 'Open: more came out than is known' },
    others: (count: string) => `${count} smaller ones`,
    substances: {
      oxygen: 'Oxygen from the air, not measured',
      'carbon-dioxide': 'Carbon dioxide to the air, not measured',
      'water-vapour': 'Vapour, not measured',
      loss: 'Spilled or drained, not measured',
    } as Readonly<Record<string, string>>,
  },
  sides: { in: 'In', out: 'Out' },
  total: (side: string, amount: string) => `${side}: ${amount}`,
  notKnown: 'not known',
  finding: {
    both: (into: string, out: string) => `of ${into} in, ${out} came out`,
    onlyIn: (into: string) => `${into} went in, and nothing came out yet`,
    onlyOut: (out: string) => `${out} came out, and of nothing is recorded that it went in`,
    knownIn: (into: string) => `${into} that is known went in`,
    knownOut: (out: string) => `${out} that is known came out`,
    neither: 'nothing that is known went in or came out',
    stockUp: (amount: string) => `${amount} went into stock`,
    stockDown: (amount: string) => `${amount} came from stock`,
    progress: (amount: string) => `${amount} is still in the works`,
    progressDown: (amount: string) => `${amount} was in the works before`,
    loss: (amount: string) => `${amount} was written off`,
    closes: 'nothing is missing.',
    within: (amount: string, slack: string) =>
      `${amount} is not accounted for, within what scales and meters can tell (±${slack}).`,
    expected: (amount: string, low: string, high: string) =>
      `${amount} is not accounted for: it is expected and never measured, such as vapour or gas (${low} to ${high}).`,
    expectedIn: (amount: string, low: string, high: string) =>
      `${amount} more came out: it is expected and never measured, such as water that is made on the way (${low} to ${high}).`,
    heat: (amount: string) => `${amount} left as heat that nobody measures.`,
    beyondIn: (amount: string, beyond: string) =>
      `${amount} is not accounted for; ${beyond} of it is more than is expected. Please check.`,
    beyondOut: (amount: string, beyond: string) =>
      `${amount} more came out than went in; nothing that is expected explains ${beyond} of it. Please check.`,
    open: (amount: string, names: string) =>
      `${amount} is left open: what one unit of ${names} holds is not on record, so nobody can tell whether it closes.`,
    some: (names: string, count: string) => `${names} and ${count} more`,
    openOnly: (amount: string) => `${amount} is left open: not everything has come out or is recorded yet.`,
    added: (amount: string) => `${amount} of value was added. Money is not conserved, so nothing is missing.`,
    spent: (amount: string) => `${amount} more went in than came out. Money is not conserved, so nothing is missing.`,
    others: (closed: string, all: string) =>
      closed !== all
        ? `${closed} of ${all} layers that can be told close.`
        : all === '1'
          ? `${all} layer can be told, and it closes.`
          : `All ${all} layers that can be told close.`,
    wrong: (names: string) => `Those that do not: ${names}.`,
    unpriced: (names: string) => `Of ${names} no price is on record, so it is without these.`,
  },
  efficiency: {
    energy: (share: string, lost: string) =>
      `Energy efficiency ${share}: ${lost} did not come out in goods and left as heat.`,
    exergy: (share: string, destroyed: string) =>
      `Exergy efficiency ${share}: ${destroyed} of exergy was destroyed, which could have done work and no longer can.`,
    exergyLeft: (amount: string) => `${amount} of it left with flows that nobody measures.`,
  },
  explanations: {
    head: 'What would explain it',
    slip: (recorded: string, thing: string, meant: string) =>
      `${recorded} of ${thing} looks mistyped: with ${meant} all balances close. Look at the event and correct it if so.`,
    unmeasured: (amount: string, flow: string) =>
      `About ${amount} leaving by ${flow} would close it. If that happens here, say so with the kind of work, as an expected flow.`,
    property: (layer: string, unit: string, thing: string) =>
      `Say how much ${layer} one ${unit} of ${thing} holds, and it can be told.`,
    propertyNeeded: (layer: string, unit: string, thing: string, needed: string) =>
      `Say how much ${layer} one ${unit} of ${thing} holds; ${needed} would close the balance.`,
    look: 'Look at the event',
    flows: {
      vapour: 'vapour',
      respiration: 'respiration',
      fermentation: 'fermentation gas',
      combustion: 'burning of gas',
      'combustion-of-diesel': 'burning of diesel',
      'combustion-of-liquefied-gas': 'burning of liquefied gas',
      'combustion-of-wood': 'burning of wood',
      loss: 'spilling',
    } as Readonly<Record<string, string>>,
  },
  nothing: (layer: string) =>
    `Nothing here has a content of ${layer} on record. Say what one unit of each thing holds of it, or choose another layer.`,
  nothingAtAll: 'Nothing is recorded here in these days. Choose other days, or record what went in and came out.',
  notTold: (names: string) => `Nothing here has a content on record in: ${names}.`,
  notShared:
    'No balance is drawn: nothing happened here in these days, or a part of it is not shared with you. Whoever sees all of it can draw it.',
  lead: 'In is what went in plus what was taken from stock; out is what came out, went into stock or was written off. Both sides are drawn on one scale.',
  tolerance: 'A gap of at most 1 % of the larger side counts as closed.',
  borrowed: (name: string, source: string) =>
    `Of ${name} no such heating value is on record; a published one stands in: ${source}.`,
  reconciled: {
    caption: 'Measured beside what would close every balance',
    agrees: (days: string) =>
      `Held against each other, the measurements of all in the network agree within what scales and meters can tell (${days}).`,
    disagrees: (days: string, count: string) =>
      `Held against each other, the measurements in the network contradict each other (${days}); ${counted(count, 'figure is', 'figures are')} suspect.`,
    suspect: (recorded: string, what: string, day: string, estimate: string) =>
      `Suspect: ${recorded} of ${what}${day}. The others give it ${estimate}.`,
    meant: (meant: string) => `${meant} was probably meant.`,
    whatToDo: 'Look at the slip; if it was mistyped, correct it. What was recorded stays until you do.',
    alike: (count: string) =>
      `The balances alone cannot tell it from ${counted(count, 'other figure', 'other figures')}; look at these, too.`,
    elsewhere: (count: string) =>
      `${counted(count, 'suspect figure', 'suspect figures')} elsewhere: look at the balance of the whole network.`,
    assumed: (part: string, count: string) =>
      `For ${counted(count, 'figure', 'figures')} nobody says how exact it is; ${part} was assumed. Recorded figures stay as they are.`,
    more: (shown: string, total: string) => `${shown} of ${total} figures are listed, those that differ most first.`,
    none: (layer: string) =>
      `Measurements are not held against each other in ${layer}, as it does not pass on unchanged; choose mass, water, carbon, nitrogen or phosphorus.`,
    failed: 'What was measured could not be held against each other now.',
    kinds: {
      event: 'recorded',
      opening: 'in stock before',
      closing: 'in stock after',
      count: 'counted',
      expected: 'expected, not measured',
    },
    standings: {
      redundant: 'told by others, too',
      measured: 'measured alone',
      determined: 'follows from others',
      unknown: 'not known',
    },
    suspectMark: 'suspect: look at it',
    columns: {
      day: 'When',
      what: 'What',
      where: 'Where',
      kind: 'How it is known',
      recorded: 'Recorded',
      deviation: 'Known within ±',
      adjusted: 'Would close all',
      adjustedDeviation: 'Then within ±',
      difference: 'Difference',
      standing: 'Mark',
    },
  },
  table: {
    caption: (name: string, layer: string) => `${name}: balance of ${layer}`,
    columns: {
      side: 'Side',
      what: 'What',
      kind: 'How it is known',
      amount: 'Amount',
      low: 'At least',
      high: 'At most',
      adjusted: 'Would close all',
    },
    kinds: {
      thing: 'recorded',
      stock: 'change of stock',
      loss: 'written off',
      expected: 'expected, not measured',
      destroyed: 'destroyed, reckoned',
      added: 'difference of value',
      gap: 'not accounted for, within tolerance',
      beyond: 'not explained: check',
      open: 'open',
    },
    unknown: 'content not on record',
  },
  overview: {
    caption: (name: string) => `${name}: every layer`,
    columns: {
      layer: 'Layer',
      in: 'In',
      out: 'Out',
      stock: 'Stock change',
      loss: 'Written off',
      unaccounted: 'Not accounted for',
      low: 'Expected at least',
      high: 'Expected at most',
      efficiency: 'Efficiency',
      unit: 'Unit',
      verdict: 'Says',
    },
  },
};
