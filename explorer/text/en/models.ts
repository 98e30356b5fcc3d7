import { counted } from '../counted.ts';

/** Everything that the page of models says; it is loaded with its view. */
export const models = {
  loading: 'Reading models',
  finding: {
    count: (all: string, own: string) =>
      own === '0'
        ? `${counted(all, 'model', 'models')} can be computed with here; the network keeps none of its own yet.`
        : `${counted(all, 'model', 'models')} can be computed with here; ${counted(own, 'is', 'are')} the network’s own.`,
    what: 'A model tells what things carry that come from beyond the books: databases of processes (life-cycle inventories) and tables of whole economies (input-output).',
    kept: 'What the network keeps for itself is computed with by its members only. It is never exported: not with the journal, not as linked data, not as a list of its figures.',
  },
  list: {
    caption: 'Models that can be computed with here',
    name: 'Model',
    kind: 'Kind',
    products: 'Products',
    processes: 'Processes',
    indicators: 'Indicators',
    licence: 'Licence',
    source: 'Source',
    version: 'Version',
    use: 'May be used for',
    kinds: {
      processes: 'processes',
      'make-use': 'make and use tables',
      'input-output': 'input-output table',
    } as Readonly<Record<string, string>>,
    bundled: 'everything, under its licence; comes with the house',
    own: 'computing by members; never exported',
    untold: 'not told',
    all: 'All models',
  },
  empty: {
    title: 'No model of its own yet',
    how: 'Bring in a database that you may use: an export of openLCA (JSON-LD, zip), tables of sectors (make and use, or Z, Y and F) or processes of your own in our template. It is looked at first; nothing is kept before you say so.',
    notYou: 'A steward of the network brings models in; ask one of them.',
  },
  bring: {
    title: 'Bring in a model',
    file: 'File: openLCA export (.zip), tables (.zip, .xlsx, .csv) or our template (.xlsx, .zip)',
    template: 'Our template for processes:',
    templates: { xlsx: 'workbook', csv: 'one table (CSV)' },
    name: 'Short name',
    nameHint: 'small letters, digits and hyphens; links name it so',
    nameWrong: 'Give it a name of small letters, digits and hyphens, such as ecoinvent-3-10.',
    replaces: (name: string, version: string) =>
      `There is a model ${name} (version ${version}) of this network; this file takes its place.`,
    version: 'Version',
    versionMissing: 'Say which version it is, so that figures can be cited.',
    licence: 'Licence: under which terms you have it',
    licenceMissing: 'Say under which terms you have it; without that it is not kept.',
    source: 'Source',
    optional: 'may stay empty',
    currency: 'Currency of tables of sectors',
    reading: (file: string, size: string) => `Reading ${file} (${size}); a large database takes a minute`,
    keeping: (name: string) => `Keeping ${name}`,
    read: (products: string, processes: string, flows: string, categories: string) =>
      `It was read: ${counted(products, 'product', 'products')} of ${counted(processes, 'process', 'processes')}, ${counted(flows, 'flow', 'flows')} across the border, ${counted(categories, 'indicator', 'indicators')}.`,
    nothingCounted:
      'No indicator counts any of its flows: it brings no factors, and none of ours knows its flows. It can be kept, but carries no figure.',
    keep: (name: string) => `Keep ${name} for this network`,
    kept: (name: string) => `${name} is kept.`,
    other: 'Take another file',
    fileType: (name: string) => `${name} is none of .zip, .xlsx and .csv; save it as one of these.`,
    mb: (count: string) => `${count} MB`,
  },
  problems: {
    none: 'Nothing was wrong in it.',
    title: (count: string) =>
      `${counted(count, 'thing was', 'things were')} wrong when it was read; the rest is computed`,
    more: (count: string) => `${counted(count, 'more is', 'more are')} not listed here.`,
    at: (place: string, sentence: string) => `${place}: ${sentence}`,
  },
  page: {
    has: (name: string, products: string, processes: string, categories: string) =>
      `${name} has ${counted(products, 'product', 'products')} of ${counted(processes, 'process', 'processes')} and ${counted(categories, 'indicator', 'indicators')}.`,
    size: 'Size',
    kept: 'Kept by this network for its members; never exported.',
    bundled: 'Comes with the house.',
    exchanges: 'Exchanges',
    exchangesAre: (all: string, uncertain: string, judged: string) =>
      `${all}, of which ${uncertain} tell how uncertain they are and ${judged} are judged by quality`,
    remove: (name: string) => `Remove ${name}`,
    sure: (name: string) =>
      `Remove ${name} for good? What is linked to it has no figure then, and the file has to be brought in anew to have it back.`,
    yes: 'Remove it for good',
    no: 'Keep it',
    removed: (name: string) => `${name} is removed.`,
    search: 'Search its products',
    searchHint: 'words of name, maker or place',
    found: (shown: string, search: string) =>
      search === ''
        ? `${counted(shown, 'product is', 'products are')} shown.`
        : `${counted(shown, 'product has', 'products have')} “${search}”.`,
    foundMore: (shown: string) => `The first ${shown} are shown; there are more.`,
    more: 'Show more',
    none: (search: string) => `No product of this model has “${search}” in its name, maker or place.`,
    products: 'Products of the model',
    product: 'Product',
    unit: 'Unit',
    process: 'Process',
    supplier: 'Made by',
    place: 'Place',
    unknown: (name: string) => `There is no model ${name} in this network.`,
  },
  coverage: {
    title: (count: string) => `How its flows are counted by ${counted(count, 'indicator', 'indicators')}`,
    caption: 'Elementary flows by indicator',
    indicator: 'Indicator',
    unit: 'Unit',
    method: 'Method',
    counted: 'Flows counted',
    byId: 'Known by id',
    byName: 'Known by name',
    uncounted: 'Not counted',
    fallback: 'Common factor instead of that of the place',
    nowhere: (count: string, names: string) =>
      `${counted(count, 'flow is', 'flows are')} counted by no indicator: ${names}.`,
    more: (names: string) => `${names} and others`,
    cutOffs: (count: string) =>
      `${counted(count, 'thing is', 'things are')} asked for and supplied by nobody in it: counted as bought, without a burden`,
    cutOff: (name: string, process: string, makers: string) =>
      makers === '0'
        ? `${name}, asked for by ${process}: nobody makes it.`
        : `${name}, asked for by ${process}: ${makers} could supply it and none is named.`,
  },
  product: {
    amount: (unit: string) => `Amount (${unit})`,
    amountWrong: 'a number other than 0',
    indicator: 'What is counted',
    allocation: 'Several products share by',
    asModel: 'as the model has it',
    equal: 'equal parts',
    substitution: 'what co-products replace',
    'cut-off': 'all on the first product',
    choices: 'Choose parameters and suppliers',
    choicesMade: (count: string) => `Choose parameters and suppliers (${count} chosen)`,
    parameter: (name: string, process: string) => (process === '' ? name : `${name}, of ${process}`),
    formula: (formula: string) => `follows from ${formula}`,
    supplier: (name: string) => `${name}: supplied by`,
    nobody: 'nobody (counted without a burden)',
    reset: 'As the model has it',
    moreParameters: (count: string) =>
      `${counted(count, 'more parameter', 'more parameters')} can be chosen through the address: parameters=.`,
    figures: 'What it carries, by every indicator',
    carries: 'Carries',
    method: 'Method',
    missed: 'Missed at most',
    deviation: 'Standard deviation',
    uncertain: (some: string, all: string) =>
      `${some} of the ${counted(all, 'exchange', 'exchanges')} of the model tell how uncertain they are. The standard deviation follows from these alone, each independent of the others, to the first order.`,
    exact: 'nothing',
    noBound: 'no bound: credits in strong loops',
    energy: (ratio: string, invested: string) =>
      `It gives ${ratio} times the energy that was spent on it (energy return on invested; ${invested} J are spent per unit).`,
    energyFree: 'No less energy is counted than it delivers itself: its energy return is not told.',
    noCategories:
      'This model has no indicator: no figure can be given. Bring it in with factors, or with flows that our factors know.',
    uncounted: (list: string) =>
      `No indicator counts these, which go into it or come out of it: ${list}. The true figure is another one.`,
    bought: (amount: string, name: string) => `${amount} of ${name} (supplied by nobody in the model)`,
    flow: (amount: string, name: string) => `${amount} of ${name}`,
    others: (count: string) => counted(count, 'other', 'others'),
    of: (model: string, version: string) => `From the model ${model}, version ${version}.`,
    back: (model: string) => `All products of ${model}`,
  },
  standIn: {
    title: 'Let it stand in for something that the network buys',
    how: 'Then what the network buys of it carries this product’s figure, from now on and in all figures of the past. The link is a record of the network; it names the model, never copies it.',
    what: 'For what',
    factor: (unit: string, per: string) => `${unit} of this product in one ${per}`,
    per: 'Per',
    match: 'How well it fits',
    matches: { exact: 'the same thing', near: 'a near thing', proxy: 'a stand-in for want of better' },
    missing: 'Choose what it stands in for.',
    factorWrong: 'A number above 0, such as 1.',
    replaces: (dataset: string) =>
      `It is linked to ${dataset} already; both links stay, and under Footprints you choose which one counts.`,
    save: 'Record the link',
    saving: 'Recording',
    saved: (name: string) => `${name} is linked to this product.`,
  },
};
