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

/** What people write above a column, in English and Dutch, lower case. */
const headings: Readonly<Record<TableField, readonly string[]>> = {
  date: ['date', 'day', 'when', 'time', 'datum', 'dag', 'wanneer'],
  action: ['action', 'what happened', 'event', 'actie', 'handeling'],
  resource: [
    'resource',
    'specification',
    'resource or specification',
    'thing',
    'product',
    'item',
    'goods',
    'grondstof',
    'artikel',
  ],
  quantity: ['quantity', 'amount', 'number', 'qty', 'hoeveelheid', 'aantal'],
  unit: ['unit', 'eenheid'],
  process: ['process', 'batch', 'batch label', 'brew', 'proces', 'partij', 'brouwsel'],
  processSpecification: ['process specification', 'kind of process', 'recipe', 'recept', 'soort proces'],
  from: ['from', 'provider', 'supplier', 'by', 'van', 'leverancier'],
  to: ['to', 'receiver', 'customer', 'aan', 'naar', 'klant', 'ontvanger'],
  lot: ['lot', 'lot code', 'batch lot', 'lotnummer'],
  place: ['place', 'location', 'plaats', 'locatie'],
  note: ['note', 'notes', 'remark', 'opmerking', 'nota'],
};

const fields = new Map(
  (Object.keys(headings) as TableField[]).flatMap((field) => headings[field].map((heading) => [heading, field])),
);

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
export const headingsOf = (field: TableField): string => headings[field].join(', ');
