import { assert } from '../../engine/0-base/assert.ts';
import { isError } from '../../engine/0-base/problem.ts';
import { readBatch } from '../../engine/1-record/batch.ts';
import type { ClassName, Entry } from '../../engine/1-record/kind.ts';
import { referencesOf } from '../../engine/1-record/reference.ts';
import type { TableLanguage } from '../../engine/1-record/table/header.ts';
import { actionWords } from '../../engine/2-ledger/action-words.ts';
import { linkedDocument } from './linked/document.ts';

const id = (name: string): string => `urn:example:${name}`;
const amount = (hasNumericalValue: string, hasUnit: string) => ({ hasNumericalValue, hasUnit });

/** What has no figure of its own yet says so: whoever fills it in writes who says it. */
const sources = { en: 'who says so: author, year, page', nl: 'wie het zegt: auteur, jaar, bladzijde' } as const;

/** One example of each class that people hand in, naming each other: what a brew gives, where, to whom. */
function examplesIn(language: TableLanguage): readonly Readonly<Record<string, unknown>>[] {
  const word = (en: string, nl: string): string => ({ en, nl })[language];
  const source = sources[language];
  return [
    { type: 'SpatialThing', id: id('place'), name: word('Brewery yard', 'Koer'), lat: '51.05', long: '3.72' },
    {
      type: 'Organization',
      id: id('brewery'),
      name: word('Our brewery', 'Onze brouwerij'),
      primaryLocation: id('place'),
    },
    { type: 'Organization', id: id('grower'), name: word('Our neighbour', 'Onze buur') },
    { type: 'Person', id: id('person'), name: word('A name', 'Een naam') },
    { type: 'EcologicalAgent', id: id('air'), name: word('Air', 'Lucht') },
    {
      type: 'ResourceSpecification',
      id: id('grain'),
      name: word('Spent grain', 'Bostel'),
      defaultUnitOfResource: 'kg',
    },
    { type: 'ResourceSpecification', id: id('malt'), name: word('Malt', 'Mout'), defaultUnitOfResource: 'kg' },
    {
      type: 'ProcessSpecification',
      id: id('brewing'),
      name: word('Brewing', 'Brouwen'),
      allocation: { rule: 'mass', roles: [{ specification: id('grain'), role: 'recyclable' }] },
    },
    {
      type: 'Property',
      id: id('grain-water'),
      of: id('grain'),
      layer: 'water',
      value: '0.77',
      unit: 'kg',
      per: 'kg',
      uncertainty: { low: '0.7', high: '0.8' },
      source,
      status: 'assumed',
    },
    {
      type: 'ExpectedUnmeasuredFlow',
      id: id('vapour'),
      of: id('brewing'),
      kind: 'vapour',
      low: '0.03',
      high: '0.09',
      source,
    },
    { type: 'MeasurementUncertainty', id: id('malt-scales'), of: id('malt'), relative: '0.005', source },
    {
      type: 'BackgroundLink',
      id: id('malt-background'),
      of: id('malt'),
      dataset: 'energy-factors',
      version: '1.0.0',
      row: 'malt',
      factor: '1',
      per: 'kg',
      match: 'near',
    },
    { type: 'ElementaryLink', id: id('malt-flow'), of: id('malt'), flow: 'CO2', compartment: 'air' },
    {
      type: 'RecipeProcess',
      id: id('recipe-brewing'),
      name: word('Brewing', 'Brouwen'),
      processConformsTo: id('brewing'),
    },
    {
      type: 'RecipeFlow',
      id: id('recipe-malt'),
      action: actionWords.get('used up')!.action,
      recipeInputOf: id('recipe-brewing'),
      resourceConformsTo: id('malt'),
      resourceQuantity: amount('190', 'kg'),
    },
    {
      type: 'Recipe',
      id: id('recipe'),
      name: word('Pale ale', 'Blond bier'),
      primaryOutput: id('grain'),
      recipeIncludes: [id('recipe-brewing')],
    },
    {
      type: 'Pack',
      id: id('sack'),
      name: word('Sack of malt, 25 kg', 'Zak mout, 25 kg'),
      of: id('malt'),
      content: amount('25', 'kg'),
      source,
    },
    { type: 'BatchLotRecord', id: id('lot'), batchLotCode: 'L-24' },
    {
      type: 'EconomicResource',
      id: id('yard'),
      name: word('Grain in the yard', 'Bostel op de koer'),
      conformsTo: id('grain'),
      ofBatchLot: id('lot'),
    },
    {
      type: 'ResourceSpecification',
      id: id('bicycle'),
      name: word('Cargo bicycle', 'Bakfiets'),
      defaultUnitOfEffort: 'h',
    },
    {
      type: 'EconomicResource',
      id: id('our-bicycle'),
      name: word('Our bicycle', 'Onze fiets'),
      conformsTo: id('bicycle'),
    },
    { type: 'Durable', id: id('bicycle-life'), of: id('our-bicycle'), lifetimeEffort: amount('6000', 'h'), source },
    {
      type: 'RecipeExchange',
      id: id('recipe-sale'),
      name: word('Grain for credit', 'Bostel tegen krediet'),
    },
    {
      type: 'Plan',
      id: id('plan'),
      name: word('Brews of March', 'Brouwsels van maart'),
      due: '2025-03-31',
      recipe: id('recipe'),
    },
    {
      type: 'AgreementBundle',
      id: id('order'),
      name: word('Order of March', 'Bestelling van maart'),
    },
    {
      type: 'Agreement',
      id: id('agreement'),
      name: word('Grain for the mushrooms', 'Bostel voor de zwammen'),
      bundledIn: id('order'),
    },
    {
      type: 'Intent',
      id: id('offer'),
      action: actionWords.get('handed over')!.action,
      provider: id('brewery'),
      resourceConformsTo: id('grain'),
      resourceQuantity: amount('205', 'kg'),
      hasBeginning: '2025-03-12',
      hasEnd: '2025-03-14',
    },
    {
      type: 'Commitment',
      id: id('promise'),
      action: actionWords.get('handed over')!.action,
      provider: id('brewery'),
      receiver: id('grower'),
      resourceConformsTo: id('grain'),
      resourceQuantity: amount('205', 'kg'),
      plannedWithin: id('plan'),
      satisfies: [id('offer')],
      clauseOf: id('agreement'),
      due: '2025-03-13',
    },
    {
      type: 'ProposalList',
      id: id('week'),
      name: word('Offers of this week', 'Aanbod van deze week'),
    },
    {
      type: 'Proposal',
      id: id('proposal'),
      name: word('Spent grain, fresh', 'Verse bostel'),
      purpose: 'offer',
      publishes: [id('offer')],
      proposedTo: [id('grower')],
      listedIn: [id('week')],
      hasEnd: '2025-03-14',
    },
    {
      type: 'Process',
      id: id('brew-24'),
      name: word('Brew 24', 'Brouwsel 24'),
      basedOn: id('brewing'),
      inScopeOf: id('brewery'),
    },
    {
      type: 'EconomicEvent',
      id: id('made'),
      action: actionWords.get('made')!.action,
      outputOf: id('brew-24'),
      provider: id('brewery'),
      receiver: id('brewery'),
      resourceInventoriedAs: id('yard'),
      resourceQuantity: amount('205', 'kg'),
      hasPointInTime: '2025-03-12',
    },
    {
      type: 'EconomicEvent',
      id: id('handed'),
      action: actionWords.get('handed over')!.action,
      provider: id('brewery'),
      receiver: id('grower'),
      resourceConformsTo: id('grain'),
      resourceQuantity: amount('120', 'kg'),
      hasPointInTime: '2025-03-13',
    },
    {
      type: 'Confirmation',
      id: id('confirmed'),
      of: id('handed'),
      by: id('grower'),
      resourceQuantity: amount('118', 'kg'),
      hasPointInTime: '2025-03-13',
    },
    {
      type: 'Reading',
      id: id('reading'),
      of: id('yard'),
      meter: word('Scale in the yard', 'Weegschaal op de koer'),
      index: amount('85', 'kg'),
      provider: id('brewery'),
      hasPointInTime: '2025-03-13T18:00',
    },
    {
      type: 'Count',
      id: id('count'),
      of: id('yard'),
      holder: id('brewery'),
      resourceQuantity: amount('85', 'kg'),
      hasPointInTime: '2025-03-13T18:00',
    },
    {
      type: 'Claim',
      id: id('claim'),
      action: actionWords.get('handed over')!.action,
      provider: id('grower'),
      receiver: id('brewery'),
      triggeredBy: id('made'),
      resourceConformsTo: id('grain'),
      resourceQuantity: amount('5', 'kg'),
    },
    {
      type: 'EconomicEvent',
      id: id('delivered'),
      action: actionWords.get('handed over')!.action,
      provider: id('brewery'),
      receiver: id('grower'),
      resourceInventoriedAs: id('yard'),
      resourceQuantity: amount('120', 'kg'),
      hasPointInTime: '2025-03-13',
      recordedBy: id('brewery'),
    },
    {
      type: 'Confirmation',
      id: id('received'),
      of: id('delivered'),
      by: id('grower'),
      resourceQuantity: amount('118', 'kg'),
    },
    {
      type: 'PublishedFlow',
      id: id('published'),
      from: id('brewery'),
      to: id('grower'),
      specification: id('grain'),
      figures: [{ low: '80', high: '110', unit: 't', per: 'year', period: '2024', source }],
      sources: [source],
    },
  ];
}

/** The examples of a language as records, by their ids. */
function entriesIn(language: TableLanguage): ReadonlyMap<string, Entry> {
  const { entries, problems } = readBatch(examplesIn(language), { makeId: () => '' });
  assert(
    !problems.some(isError),
    `the examples are records: ${problems.map(({ code, path }) => code + path).join(', ')}`,
  );
  return new Map(entries.map((entry) => [entry.id, entry]));
}

/** An example and all that it names, each behind what it names. */
function withNamed(entry: Entry, entries: ReadonlyMap<string, Entry>): Entry[] {
  const named = referencesOf(entry).flatMap((each) => withNamed(entries.get(each.id)!, entries));
  return [...new Set([...named, entry])];
}

/** A template as linked data: a batch that is whole in itself, in which the names and figures are put by those of whoever fills it in. */
export function linkedTemplate(name: ClassName, language: TableLanguage): string {
  const entries = entriesIn(language);
  const [first] = [...entries.values()].filter((entry) => entry.class === name);
  return `${JSON.stringify(linkedDocument(withNamed(first!, entries)), undefined, 2)}\n`;
}
