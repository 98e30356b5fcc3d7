import type { TableLanguage } from '../../../engine/1-record/table/header.ts';

/** The tables of an inventory; the first one is enough for a start. */
export const inventoryTables = ['exchanges', 'flows', 'processes', 'factors', 'parameters'] as const;
/** One of them. */
export type InventoryTable = (typeof inventoryTables)[number];

type Words = Readonly<Record<TableLanguage, string>>;

/** A column of a table: what stands above it, what is expected in it, and what it looks like. */
export interface InventoryField {
  readonly name: string;
  readonly required?: true;
  readonly heading: Words;
  readonly help: Words;
  /** One a line of the example. */
  readonly examples: readonly string[];
}

/** What an exchange is to its process. */
export const roles = ['product', 'input', 'emission', 'resource', 'waste', 'treated', 'avoided'] as const;
/** One of them. */
export type Role = (typeof roles)[number];

/** The roles as people write them. */
export const roleWords: Readonly<Record<TableLanguage, Readonly<Record<Role, string>>>> = {
  en: {
    product: 'product',
    input: 'input',
    emission: 'emission',
    resource: 'resource',
    waste: 'waste',
    treated: 'treated waste',
    avoided: 'avoided product',
  },
  nl: {
    product: 'product',
    input: 'invoer',
    emission: 'uitstoot',
    resource: 'grondstof',
    waste: 'afval',
    treated: 'verwerkt afval',
    avoided: 'vermeden product',
  },
};

const listed = (language: TableLanguage): string => Object.values(roleWords[language]).join(' | ');

/** The name of each table, which is that of its sheet or file. */
export const tableWords: Readonly<Record<TableLanguage, Readonly<Record<InventoryTable, string>>>> = {
  en: { exchanges: 'exchanges', flows: 'flows', processes: 'processes', factors: 'factors', parameters: 'parameters' },
  nl: {
    exchanges: 'uitwisselingen',
    flows: 'stromen',
    processes: 'processen',
    factors: 'factoren',
    parameters: 'parameters',
  },
};

/** The columns of each table, in the order of the template. In `flows` every other column is a property, per unit of the flow. */
export const inventoryFields: Readonly<Record<InventoryTable, readonly InventoryField[]>> = {
  exchanges: [
    {
      name: 'process',
      required: true,
      heading: { en: 'process', nl: 'proces' },
      help: {
        en: 'the name of the process; all its lines bear it',
        nl: 'de naam van het proces; al zijn regels dragen die',
      },
      examples: ['milling', 'milling', 'milling', 'milling'],
    },
    {
      name: 'role',
      required: true,
      heading: { en: 'role', nl: 'rol' },
      help: {
        en: `${listed('en')}; the first product (or treated waste) is what the process is named for`,
        nl: `${listed('nl')}; naar het eerste product (of verwerkte afval) is het proces genoemd`,
      },
      examples: ['product', 'product', 'input', 'emission'],
    },
    {
      name: 'flow',
      required: true,
      heading: { en: 'flow', nl: 'stroom' },
      help: {
        en: 'what is exchanged; the same name is the same thing',
        nl: 'wat wordt uitgewisseld; dezelfde naam is hetzelfde',
      },
      examples: ['flour', 'bran', 'grain', 'carbon dioxide, fossil'],
    },
    {
      name: 'amount',
      required: true,
      heading: { en: 'amount', nl: 'hoeveelheid' },
      help: { en: 'a number, or a formula of the parameters', nl: 'een getal, of een formule van de parameters' },
      examples: ['800', '200', '1000', 'gas * 2'],
    },
    {
      name: 'unit',
      required: true,
      heading: { en: 'unit', nl: 'eenheid' },
      help: { en: 'kg, kWh, m3 ...', nl: 'kg, kWh, m3 ...' },
      examples: ['kg', 'kg', 'kg', 'kg'],
    },
    {
      name: 'compartment',
      heading: { en: 'compartment', nl: 'compartiment' },
      help: {
        en: 'of emissions and resources: air, water, soil ...',
        nl: 'van uitstoot en grondstoffen: lucht, water, bodem ...',
      },
      examples: ['', '', '', 'air'],
    },
    {
      name: 'provider',
      heading: { en: 'provider', nl: 'leverancier' },
      help: {
        en: 'the process that supplies it, where several do',
        nl: 'het proces dat het levert, waar meerdere dat doen',
      },
      examples: ['', '', 'farming', ''],
    },
    {
      name: 'place',
      heading: { en: 'place', nl: 'plaats' },
      help: {
        en: 'where it happens, if not where the process is',
        nl: 'waar het gebeurt, als dat niet de plaats van het proces is',
      },
      examples: ['', '', '', ''],
    },
    {
      name: 'share',
      heading: { en: 'share', nl: 'aandeel' },
      help: {
        en: 'of products: the part of the burden that it carries',
        nl: 'van producten: het deel van de last dat het draagt',
      },
      examples: ['0.9', '0.1', '', ''],
    },
  ],
  flows: [
    {
      name: 'flow',
      required: true,
      heading: { en: 'flow', nl: 'stroom' },
      help: { en: 'the name that the exchanges use', nl: 'de naam die de uitwisselingen gebruiken' },
      examples: ['flour', 'bran'],
    },
    {
      name: 'unit',
      required: true,
      heading: { en: 'unit', nl: 'eenheid' },
      help: {
        en: 'in which it is counted; may be one of your own',
        nl: 'waarin het wordt geteld; mag een eigen eenheid zijn',
      },
      examples: ['kg', 'kg'],
    },
    {
      name: 'compartment',
      heading: { en: 'compartment', nl: 'compartiment' },
      help: { en: 'as in the exchanges', nl: 'zoals in de uitwisselingen' },
      examples: ['', ''],
    },
    {
      name: 'origin',
      heading: { en: 'origin', nl: 'herkomst' },
      help: { en: 'of carbon: fossil | biogenic | land-use', nl: 'van koolstof: fossil | biogenic | land-use' },
      examples: ['', ''],
    },
    {
      name: 'mass',
      heading: { en: 'mass', nl: 'massa' },
      help: {
        en: 'kg per unit; add a column for any other property',
        nl: 'kg per eenheid; voeg voor elke andere eigenschap een kolom toe',
      },
      examples: ['1', '1'],
    },
    {
      name: 'energy',
      heading: { en: 'energy', nl: 'energie' },
      help: { en: 'MJ per unit', nl: 'MJ per eenheid' },
      examples: ['14', '7'],
    },
    {
      name: 'price',
      heading: { en: 'price', nl: 'prijs' },
      help: { en: 'per unit, in one currency', nl: 'per eenheid, in één munt' },
      examples: ['0.5', '0.1'],
    },
  ],
  processes: [
    {
      name: 'process',
      required: true,
      heading: { en: 'process', nl: 'proces' },
      help: { en: 'the name that the exchanges use', nl: 'de naam die de uitwisselingen gebruiken' },
      examples: ['milling'],
    },
    {
      name: 'place',
      heading: { en: 'place', nl: 'plaats' },
      help: { en: 'a place or the code of a region', nl: 'een plaats of de code van een regio' },
      examples: ['BE'],
    },
    {
      name: 'supplier',
      heading: { en: 'supplier', nl: 'aanbieder' },
      help: { en: 'who runs it', nl: 'wie het uitvoert' },
      examples: ['Old Mill'],
    },
    {
      name: 'allocation',
      heading: { en: 'allocation', nl: 'toerekening' },
      help: {
        en: 'of several products: equal | substitution | cut-off | a property such as price; without it the shares',
        nl: 'van meerdere producten: equal | substitution | cut-off | een eigenschap zoals price; zonder dat de aandelen',
      },
      examples: ['price'],
    },
  ],
  factors: [
    {
      name: 'category',
      required: true,
      heading: { en: 'category', nl: 'categorie' },
      help: { en: 'the impact that is counted', nl: 'het effect dat wordt geteld' },
      examples: ['climate change'],
    },
    {
      name: 'unit',
      required: true,
      heading: { en: 'unit', nl: 'eenheid' },
      help: { en: 'in which the impact is counted', nl: 'waarin het effect wordt geteld' },
      examples: ['kg CO2e'],
    },
    {
      name: 'flow',
      required: true,
      heading: { en: 'flow', nl: 'stroom' },
      help: { en: 'the emission or resource', nl: 'de uitstoot of grondstof' },
      examples: ['carbon dioxide, fossil'],
    },
    {
      name: 'value',
      required: true,
      heading: { en: 'value', nl: 'waarde' },
      help: { en: 'what one unit of it counts for', nl: 'waarvoor één eenheid ervan telt' },
      examples: ['1'],
    },
    {
      name: 'per',
      heading: { en: 'per', nl: 'per' },
      help: {
        en: 'the unit of the flow, if not that of the exchanges',
        nl: 'de eenheid van de stroom, als dat niet die van de uitwisselingen is',
      },
      examples: ['kg'],
    },
    {
      name: 'compartment',
      heading: { en: 'compartment', nl: 'compartiment' },
      help: { en: 'without one it counts in all', nl: 'zonder telt ze in alle' },
      examples: ['air'],
    },
    {
      name: 'place',
      heading: { en: 'place', nl: 'plaats' },
      help: { en: 'where it counts so; without one everywhere else', nl: 'waar ze zo telt; zonder overal elders' },
      examples: [''],
    },
    {
      name: 'method',
      heading: { en: 'method', nl: 'methode' },
      help: { en: 'figures add up only within one method', nl: 'cijfers tellen alleen op binnen één methode' },
      examples: ['IPCC 2021 GWP100'],
    },
    {
      name: 'version',
      heading: { en: 'version', nl: 'versie' },
      help: { en: 'of the method', nl: 'van de methode' },
      examples: ['1'],
    },
  ],
  parameters: [
    {
      name: 'parameter',
      required: true,
      heading: { en: 'parameter', nl: 'parameter' },
      help: { en: 'a name of letters, digits and _', nl: 'een naam van letters, cijfers en _' },
      examples: ['gas'],
    },
    {
      name: 'value',
      required: true,
      heading: { en: 'value', nl: 'waarde' },
      help: { en: 'a number, or a formula of other parameters', nl: 'een getal, of een formule van andere parameters' },
      examples: ['5'],
    },
    {
      name: 'process',
      heading: { en: 'process', nl: 'proces' },
      help: { en: 'where it holds; without one everywhere', nl: 'waar ze geldt; zonder overal' },
      examples: [''],
    },
    {
      name: 'unit',
      heading: { en: 'unit', nl: 'eenheid' },
      help: { en: 'for the reader only', nl: 'alleen voor de lezer' },
      examples: ['m3'],
    },
  ],
};
