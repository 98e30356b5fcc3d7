import type { Column } from '../../engine/1-record/shape.ts';
import type { TableField, TableLanguage } from '../../engine/1-record/table/header.ts';

type Each<T> = Readonly<Record<TableLanguage, T>>;

/** What a template says beside its columns. */
export const templateWords: Each<{ table: string; help: string; required: string; lines: readonly string[] }> = {
  en: {
    table: 'Table',
    help: 'Help',
    required: 'required',
    lines: [
      'Fill in the first sheet, one row for each thing that is told, below the headings.',
      'Rows whose first cell begins with # are not read: those that tell what is expected, and the example.',
      'Columns may be left out or moved, but their headings must stay as they are.',
      'Formulas count as the value that was last saved; nothing is worked out.',
      'A name that nobody has recorded yet is shown to you before anything is made.',
    ],
  },
  nl: {
    table: 'Tabel',
    help: 'Hulp',
    required: 'verplicht',
    lines: [
      'Vul het eerste blad in, een rij voor alles wat verteld wordt, onder de koppen.',
      'Rijen waarvan de eerste cel met # begint worden niet gelezen: die met wat verwacht wordt, en het voorbeeld.',
      'Kolommen mogen weg of op een andere plaats, maar hun koppen moeten blijven zoals ze zijn.',
      'Formules tellen als de waarde die het laatst bewaard is; niets wordt uitgerekend.',
      'Een naam die nog niemand genoteerd heeft wordt getoond voordat er iets gemaakt wordt.',
    ],
  },
};

/** What is expected in the columns of the producer's table. */
export const fieldWords: Each<Readonly<Record<TableField, string>>> = {
  en: {
    date: 'a day, as 2025-03-12 (required)',
    action: 'one of: {actions}, or a word of ValueFlows (required)',
    resource: 'name of a stock or of a kind of thing (required)',
    quantity: 'a number, as 12.5 (required)',
    unit: 'kg, g, t, L, hL, m³, kWh, h, pc; empty: the usual one',
    process: 'name of the batch; the same name and day is one batch',
    processSpecification: 'kind of batch',
    from: 'who gives; empty: yourself',
    to: 'who receives; empty: yourself',
    lot: 'lot code',
    place: 'name of the place',
    note: 'whatever you like',
  },
  nl: {
    date: 'een dag, als 2025-03-12 (verplicht)',
    action: 'een van: {actions}, of een woord van ValueFlows (verplicht)',
    resource: 'naam van een voorraad of van een soort ding (verplicht)',
    quantity: 'een getal, als 12,5 (verplicht)',
    unit: 'kg, g, t, L, hL, m³, kWh, h, pc; leeg: de gewone',
    process: 'naam van de partij; dezelfde naam en dag is één partij',
    processSpecification: 'soort partij',
    from: 'wie geeft; leeg: jijzelf',
    to: 'wie ontvangt; leeg: jijzelf',
    lot: 'lotnummer',
    place: 'naam van de plaats',
    note: 'wat je wil',
  },
};

type Kind = Column['kind'];

/** What is expected in a column by what its field holds. */
export const expectations: Each<Readonly<Record<Kind | 'id', string>>> = {
  en: {
    id: 'an identifier (IRI); made when empty',
    text: 'text',
    reference: 'name or identifier of a recorded',
    address: 'an address (IRI)',
    time: 'a day or time, as 2025-03-12 or 2025-03-12T14:30',
    zone: 'a time zone, as Europe/Brussels',
    number: 'a number, as 12.5',
    unit: 'a unit: kg, g, t, L, m³, kWh, h, pc, one',
    measure: 'a number and a unit',
    choice: 'one of several words',
    flag: 'true or false',
    list: 'several, with | between them; parts of their own as JSON',
    part: 'JSON',
    outline: 'POLYGON ((...)), WKT',
  },
  nl: {
    id: 'een identificatie (IRI); wordt gemaakt als ze leeg is',
    text: 'tekst',
    reference: 'naam of identificatie van een genoteerde',
    address: 'een adres (IRI)',
    time: 'een dag of tijd, als 2025-03-12 of 2025-03-12T14:30',
    zone: 'een tijdzone, als Europe/Brussels',
    number: 'een getal, als 12,5',
    unit: 'een eenheid: kg, g, t, L, m³, kWh, h, pc, one',
    measure: 'een getal en een eenheid',
    choice: 'een van meerdere woorden',
    flag: 'ja of nee',
    list: 'meerdere, met | ertussen; eigen delen als JSON',
    part: 'JSON',
    outline: 'POLYGON ((...)), WKT',
  },
};

/** What an example row holds, by column of the producer's table and by kind of field. */
export const examples: Each<
  Readonly<Record<Exclude<TableField, 'action'>, string>> & { readonly kinds: Partial<Readonly<Record<Kind, string>>> }
> = {
  en: {
    date: '2025-03-12',
    resource: 'Malt',
    quantity: '190',
    unit: 'kg',
    process: 'Brew 24',
    processSpecification: 'Brewing',
    from: '',
    to: '',
    lot: '',
    place: '',
    note: 'an example; not imported',
    kinds: { text: 'text', time: '2025-03-12', number: '12.5', unit: 'kg', flag: 'true' },
  },
  nl: {
    date: '2025-03-12',
    resource: 'Mout',
    quantity: '190',
    unit: 'kg',
    process: 'Brouwsel 24',
    processSpecification: 'Brouwen',
    from: '',
    to: '',
    lot: '',
    place: '',
    note: 'een voorbeeld; wordt niet ingelezen',
    kinds: { text: 'tekst', time: '2025-03-12', number: '12,5', unit: 'kg', flag: 'ja' },
  },
};
