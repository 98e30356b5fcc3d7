/** The columns that a producer's table may have. */
export type TableField =
  | 'date'
  | 'action'
  | 'resource'
  | 'quantity'
  | 'unit'
  | 'process'
  | 'processSpecification'
  | 'from'
  | 'to'
  | 'lot'
  | 'place'
  | 'note';

/** The languages in which a table may be headed. */
export const tableLanguages = ['en', 'nl'] as const;
/** One of them. */
export type TableLanguage = (typeof tableLanguages)[number];

/** What people write above a column, lower case; the first of each is what a template writes. */
const headings: Readonly<Record<TableField, Readonly<Record<TableLanguage, readonly string[]>>>> = {
  date: { en: ['date', 'day', 'when', 'time'], nl: ['datum', 'dag', 'wanneer'] },
  action: { en: ['action', 'what happened', 'event'], nl: ['actie', 'handeling'] },
  resource: {
    en: ['resource', 'specification', 'resource or specification', 'thing', 'product', 'item', 'goods'],
    nl: ['grondstof', 'artikel'],
  },
  quantity: { en: ['quantity', 'amount', 'number', 'qty'], nl: ['hoeveelheid', 'aantal'] },
  unit: { en: ['unit'], nl: ['eenheid'] },
  process: { en: ['process', 'batch', 'batch label', 'brew'], nl: ['proces', 'partij', 'brouwsel'] },
  processSpecification: { en: ['process specification', 'kind of process', 'recipe'], nl: ['soort proces', 'recept'] },
  from: { en: ['from', 'provider', 'supplier', 'by'], nl: ['van', 'leverancier'] },
  to: { en: ['to', 'receiver', 'customer'], nl: ['aan', 'naar', 'klant', 'ontvanger'] },
  lot: { en: ['lot', 'lot code', 'batch lot'], nl: ['lotnummer'] },
  place: { en: ['place', 'location'], nl: ['plaats', 'locatie'] },
  note: { en: ['note', 'notes', 'remark'], nl: ['opmerking', 'nota'] },
};

/** The columns in the order of a template. */
export const tableFields = Object.keys(headings) as TableField[];

const spoken = (field: TableField): string[] => tableLanguages.flatMap((language) => headings[field][language]);

const fields = new Map(tableFields.flatMap((field) => spoken(field).map((heading) => [heading, field])));

/** The field that each heading stands for; undefined where it stands for none. The first column of a field counts. */
export function readHeader(cells: readonly string[]): (TableField | undefined)[] {
  const taken = new Set<TableField>();
  return cells.map((cell) => {
    const field = fields.get(cell.trim().toLowerCase().replace(/\s+/g, ' '));
    if (!field || taken.has(field)) return undefined;
    taken.add(field);
    return field;
  });
}

/** The headings that would be read as a field, for a message. */
export const headingsOf = (field: TableField): string => spoken(field).join(', ');

/** The heading of a field in a language. */
export const headingIn = (field: TableField, language: TableLanguage): string => headings[field][language][0]!;
