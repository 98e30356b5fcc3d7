import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeProblem } from '../../../engine/0-base/problem.ts';
import { readBatch } from '../../../engine/1-record/batch.ts';
import { factsFrom } from '../../../engine/1-record/facts.ts';
import type { ActionWord, TableContext } from '../../../engine/1-record/table/context.ts';
import { readTable } from '../../../engine/1-record/table/table.ts';

const facts = factsFrom([
  { class: 'Organization', id: 'urn:t:brewery', body: { name: 'Brouwcoop' } },
  { class: 'Organization', id: 'urn:t:grower', body: { name: 'Zwamkelder' } },
  { class: 'ResourceSpecification', id: 'urn:t:malt', body: { name: 'Malt', defaultUnitOfResource: 'kilogram' } },
  {
    class: 'ResourceSpecification',
    id: 'urn:t:grain',
    body: { name: 'Spent grain', defaultUnitOfResource: 'kilogram' },
  },
  { class: 'EconomicResource', id: 'urn:t:malt-stock', body: { conformsTo: 'urn:t:malt', name: 'Malt silo' } },
]);

const word = (action: string, side?: 'inputOf' | 'outputOf', quantity: ActionWord['quantity'] = 'resource') =>
  [action, { action, side, quantity }] as const;
const actions = new Map<string, ActionWord>([
  word('consume', 'inputOf'),
  word('produce', 'outputOf'),
  word('work', 'inputOf', 'effort'),
  word('transfer'),
]);
const context: TableContext = {
  facts,
  zone: 'Europe/Brussels',
  me: 'urn:t:brewery',
  actions,
  makeId: (name) => `urn:t:made/${encodeURIComponent(name)}`,
};
const read = (lines: string[], more: Partial<TableContext> = {}) =>
  readTable(lines.join('\n'), { ...context, ...more });
const header = 'Date;Action;Resource;Quantity;Unit;Batch;To';
const codes = (reading: ReturnType<typeof readTable>) =>
  reading.rows.map((row) => row.problems.map((each) => each.code));

test('a brew day as a brewer types it becomes events of one process', () => {
  const { rows, proposed, problems } = read([
    '\ufeffDate;Action;Resource;Quantity;Unit;Batch',
    '12/03/2025;consume;Malt;190,5;kg;Brew 14',
    '13/03/2025;produce;Spent grain;1.205,1;kg;Brew 14',
    '12/03/2025;work;Malt;1,5;h;brew 14',
  ]);
  expect(problems).toEqual([]);
  expect(rows.flatMap((row) => row.problems)).toEqual([]);
  expect(rows[0]!.record).toMatchObject({
    action: 'consume',
    hasPointInTime: '2025-03-12',
    resourceInventoriedAs: 'urn:t:malt-stock',
    provider: 'urn:t:brewery',
    resourceQuantity: { hasNumericalValue: '190.5', hasUnit: 'kilogram' },
  });
  expect(rows[1]!.record).toMatchObject({
    resourceConformsTo: 'urn:t:grain',
    resourceQuantity: { hasNumericalValue: '1205.1' },
  });
  expect(rows[2]!.record).toMatchObject({ effortQuantity: { hasNumericalValue: '1.5', hasUnit: 'hour' } });
  expect(proposed.map(({ record, lines }) => [record['@type'], record['name'], lines])).toEqual([
    ['Process', 'Brew 14', [2, 4]],
    ['Process', 'Brew 14', [3]],
  ]);
});

test('what a table becomes is a batch that the journal takes', () => {
  const { rows, proposed } = read([header, '2025-03-12;transfer;Spent grain;205,1 kg;;;Zwamkelder']);
  const records = [...proposed.map((each) => each.record), ...rows.map((row) => row.record)];
  expect(readBatch(records, { makeId: String }).problems).toEqual([]);
  expect(rows[0]!.record).toMatchObject({ provider: 'urn:t:brewery', receiver: 'urn:t:grower' });
});

test('the order of day and month is found from the whole column, and said when it stays open', () => {
  const order = (...dates: string[]) =>
    read([header, ...dates.map((date) => `${date};transfer;Malt;1;kg;;Zwamkelder`)]);
  expect(order('03/04/2025', '31/12/2025').dateOrder).toEqual({ choice: 'dmy', certain: true });
  expect(order('03/04/2025', '12/31/2025').dateOrder).toEqual({ choice: 'mdy', certain: true });
  const open = order('03/04/2025', '05/06/2025');
  expect(open.dateOrder).toEqual({ choice: 'dmy', certain: false });
  expect(open.problems.map((each) => each.code)).toEqual(['table.ambiguous']);
  expect(
    read([header, '03/04/2025;transfer;Malt;1;kg;;Zwamkelder'], { dateOrder: 'mdy' }).rows[0]!.record,
  ).toMatchObject({
    hasPointInTime: '2025-03-04',
  });
});

test('mixed dates: the rows that do not fit are marked, the others stay', () => {
  const dates = ['31/12/2025', '30/12/2025', '12/29/2025', '2025-12-28', '28.12.25', 'yesterday'];
  const reading = read([header, ...dates.map((date) => `${date};transfer;Malt;1;kg;;Zwamkelder`)]);
  expect(codes(reading)).toEqual([[], [], ['table.cell'], [], [], ['table.cell']]);
  expect(reading.rows[4]!.record).toMatchObject({ hasPointInTime: '2025-12-28' });
});

test('decimal commas and points are found per column', () => {
  const mark = (...numbers: string[]) =>
    read([header, ...numbers.map((each) => `2025-01-01;transfer;Malt;${each};kg;;Zwamkelder`)]);
  expect(mark('1,5', '12').decimalMark).toEqual({ choice: ',', certain: true });
  expect(mark('1.234,5').decimalMark).toEqual({ choice: ',', certain: true });
  expect(mark('1,234.5').decimalMark).toEqual({ choice: '.', certain: true });
  expect(mark('1,234').decimalMark).toEqual({ choice: '.', certain: false });
  expect(codes(mark('1,5', '2,5', '1.234.5'))).toEqual([[], [], ['table.cell']]);
});

test('formulas, unknown units and missing cells are marked at their cell', () => {
  const reading = read([
    header,
    '2025-01-01;consume;=A1;1;kg;;',
    '2025-01-01;consume;Malt;=1+1;kg;;',
    '2025-01-01;consume;Malt;5;sacks;;',
    '2025-01-01;vanish;Malt;5;kg;;',
    '2025-01-01;consume;;5;kg;;',
  ]);
  expect(reading.rows.map((row) => row.problems.map((each) => each.code + each.path))).toEqual([
    ['table.formula/resource', 'table.name/resource'],
    ['table.formula/quantity', 'table.cell/quantity'],
    ['unit.unknown/unit'],
    ['choice.unknown/action'],
    ['field.missing/resource'],
  ]);
});

test('an unknown name is proposed once, with the lines that need it, never silently', () => {
  const reading = read([header, '2025-01-01;transfer;Hops;1;kg;;Mill', '2025-01-02;transfer;hops;2;kg;;Mill']);
  expect(codes(reading)).toEqual([
    ['table.name', 'table.name'],
    ['table.name', 'table.name'],
  ]);
  expect(
    reading.proposed.map(({ record, lines, implied }) => [record['@type'], record['name'], lines, implied]),
  ).toEqual([
    ['ResourceSpecification', 'Hops', [2, 3], false],
    ['Organization', 'Mill', [2, 3], false],
  ]);
});

test('a lot code makes the stock of that lot', () => {
  const { rows, proposed } = read([`${header};Lot`, '2025-01-01;produce;Malt;830;kg;Malting;;B24']);
  const made = proposed.find(({ record }) => record['@type'] === 'EconomicResource')!;
  expect(made).toMatchObject({ implied: true, record: { conformsTo: 'urn:t:malt', name: 'Malt B24' } });
  expect(rows[0]!.record).toMatchObject({ resourceInventoriedAs: made.record['@id'] });
});

test('a table without a needed column says which heading would do', () => {
  expect(read(['Date,Action,Quantity', '2025-01-01,consume,5']).problems).toMatchObject([
    { code: 'table.header', values: { field: 'resource', known: expect.stringContaining('product') } },
  ]);
  expect(read(['']).problems).toHaveLength(4);
});

const rowOf = (quantity: string, more: Record<string, string> = {}) => {
  const cells = {
    Date: '2025-03-12',
    Action: 'transfer',
    Resource: 'Malt',
    Quantity: quantity,
    To: 'Zwamkelder',
    ...more,
  };
  return readTable([Object.keys(cells), Object.values(cells)], context).rows[0]!;
};

test.each([
  ['a negative quantity', rowOf('-5 kg'), 'number.negative', '-5 kg'],
  ['ten decimals', rowOf('1.0000000001 kg'), 'number.precision', '1.0000000001 kg'],
  ['28 digits', rowOf(`${'1'.repeat(28)} kg`), 'number.precision', '111'],
  ['an exponent', rowOf('1e3'), 'unit.unknown', 'e3'],
  ['no quantity', rowOf(''), 'field.missing', 'empty'],
  ['no date', rowOf('1 kg', { Date: '' }), 'field.missing', 'empty'],
  ['no action', rowOf('1 kg', { Action: '' }), 'field.missing', 'empty'],
  ['a NUL', rowOf('1 kg', { Note: 'a\u0000b' }), 'text.invalid', 'NUL'],
  ['half a character', rowOf('1 kg', { Note: '\ud800' }), 'text.invalid', 'half a character'],
  ['a million letters', rowOf('1 kg', { Resource: 'x'.repeat(1_000_000) }), 'field.type', 'x'.repeat(80)],
  ['a function as the name of a thing', rowOf('1 kg', { Resource: '+SUM(A1)' }), 'table.formula', '+SUM(A1)'],
])('%s is told in the preview, and the row is not recorded', (_, row, code, value) => {
  const found = row.problems.find((each) => each.code === code)!;
  expect(found.values['value']).toContain(value);
  expect(JSON.stringify(found).length).toBeLessThan(400);
  expect(describeProblem(found).message + describeProblem(found).remedy).not.toMatch(/\{\w+\}/);
  expect(row.record).toBeUndefined();
});

test('a note may begin with a dash, and a lone unit stands for nothing', () => {
  expect(rowOf('1 kg', { Note: '- one sack (torn)' }).record).toMatchObject({ note: '- one sack (torn)' });
  expect(rowOf('kg').problems.map((each) => each.code)).toEqual(['table.cell']);
});

test('lines are numbered as in the file, also behind blank ones', () => {
  const reading = read([
    '',
    header,
    '',
    ';;;;;;',
    '2025-01-01;vanish;Malt;1;kg;;',
    '',
    '2025-01-01;transfer;Malt;1;kg;;',
  ]);
  expect(reading.rows.map(({ line, problems }) => [line, problems.map((each) => each.record)])).toEqual([
    [5, ['line 5']],
    [7, []],
  ]);
});

test('a quote that is never closed swallows no rows: nothing is read, and the line is told', () => {
  const reading = read([`${header};Note`, '2025-01-01;transfer;Malt;1;kg;;;"torn', '2025-01-01;transfer;Malt;1;kg;;;']);
  expect(reading.rows).toEqual([]);
  expect(reading.problems).toMatchObject([{ code: 'table.quotes', values: { value: '2' } }]);
});

test('a decimal comma that splits a number over two columns is told, not read as a smaller number', () => {
  const reading = read([
    'Date,Action,Resource,Quantity',
    '2025-01-01,transfer,Malt,1,5',
    '2025-01-01,transfer,Malt,"1,5",',
  ]);
  expect(codes(reading)).toEqual([['table.width'], []]);
  expect(reading.rows.map((row) => row.record?.['resourceQuantity'])).toEqual([
    undefined,
    { hasNumericalValue: '1.5', hasUnit: 'kilogram' },
  ]);
});

test('a year in front is read as such, whatever stands between its parts', () => {
  const dates = ['2025/03/12', '2025.3.12', '2025-3-12 9:05', '2025-03-12T14:30:00+01:00'];
  const reading = read([header, ...dates.map((date) => `${date};transfer;Malt;1;kg;;`)]);
  expect(reading.rows.map((row) => row.record?.['hasPointInTime'])).toEqual([
    '2025-03-12',
    '2025-03-12',
    '2025-03-12T09:05',
    '2025-03-12T14:30:00+01:00',
  ]);
});

test('a specification with several stocks is asked about, not guessed', () => {
  const two = factsFrom([
    ...(['silo', 'sack'] as const).map((name) => ({
      class: 'EconomicResource' as const,
      id: `urn:t:${name}`,
      body: { conformsTo: 'urn:t:malt', name },
    })),
    { class: 'ResourceSpecification', id: 'urn:t:malt', body: { name: 'Malt' } },
  ]);
  const reading = read([header, '2025-01-01;transfer;Malt;1;kg;;'], { facts: two });
  expect(codes(reading)).toEqual([['table.choice']]);
  expect(reading.rows[0]!.record).toMatchObject({ resourceConformsTo: 'urn:t:malt' });
});

const shelf = factsFrom([
  ...(['mill', 'bakery'] as const).flatMap((holder) => [
    {
      class: 'EconomicResource' as const,
      id: `urn:t:${holder}-malt`,
      body: { conformsTo: 'urn:t:malt', name: 'Malt', ofBatchLot: 'urn:t:lot' },
    },
    {
      class: 'Process' as const,
      id: `urn:t:${holder}-batch`,
      body: { name: 'Batch 1', hasBeginning: '2025-01-01', inScopeOf: `urn:t:${holder}` },
    },
  ]),
  {
    class: 'EconomicResource',
    id: 'urn:t:silo',
    body: { conformsTo: 'urn:t:malt', name: 'Silo', trackingIdentifier: 'silo', ofBatchLot: 'urn:t:lot' },
  },
  { class: 'BatchLotRecord', id: 'urn:t:lot', body: { batchLotCode: 'L1' } },
  { class: 'ResourceSpecification', id: 'urn:t:malt', body: { name: 'Pale malt', defaultUnitOfResource: 'kilogram' } },
]);

test('of two stocks of one name, or of one lot, the first is not taken for the other', () => {
  const { rows, proposed } = read(
    [
      'Date;Action;Resource;Lot;Quantity',
      '2025-01-01;transfer;Malt;;1',
      '2025-01-01;transfer;Malt;L1;2',
      '2025-01-01;transfer;Silo;L1;3',
      '2025-01-01;transfer;Silo;;4',
    ],
    { facts: shelf },
  );
  expect(rows.map(({ problems }) => problems.map(({ code }) => code))).toEqual([
    ['table.choice'],
    ['table.choice'],
    [],
    [],
  ]);
  expect(rows.map(({ record }) => record?.['resourceInventoriedAs'] ?? record?.['resourceConformsTo'])).toEqual([
    'urn:t:malt',
    'urn:t:malt',
    'urn:t:silo',
    'urn:t:silo',
  ]);
  expect(proposed).toEqual([]);
});

test('a name that two agents or two specifications bear is asked about, and its identifier answers', () => {
  const twins = factsFrom(
    (['a', 'b'] as const).flatMap((id) => [
      { class: 'Organization' as const, id: `urn:t:${id}`, body: { name: 'Mill' } },
      { class: 'ResourceSpecification' as const, id: `urn:t:rye-${id}`, body: { name: 'Rye' } },
    ]),
  );
  const rows = ['Rye;1;kg;;urn:t:a', 'urn:t:rye-a;1;kg;;Mill', 'urn:t:rye-a;1;kg;;urn:t:a'];
  const reading = read([header, ...rows.map((each) => `2025-01-01;transfer;${each}`)], { facts: twins });
  expect(codes(reading)).toEqual([['table.cell'], ['table.cell'], []]);
  expect(reading.rows.map(({ record }) => record?.['receiver'])).toEqual([undefined, undefined, 'urn:t:a']);
  expect(describeProblem(reading.rows[1]!.problems[0]!).message).toBe(
    'Mill in column to is not the name of one only (2 bear it); write its identifier.',
  );
});

test('a batch of the same label on the same day is that of whoever fills in the table', () => {
  const batchOf = (me: string) =>
    read([header, '2025-01-01;consume;Silo;1;kg;batch 1;'], { facts: shelf, me }).rows[0]!.record?.['inputOf'];
  expect([batchOf('urn:t:bakery'), batchOf('urn:t:mill')]).toEqual(['urn:t:bakery-batch', 'urn:t:mill-batch']);
  expect(batchOf('urn:t:brewery')).toMatch(/^urn:t:made/);
});

test('a name with two blanks is proposed as the one with one', () => {
  const rows = ['Oat  husks', 'oat husks'].map((name) => `2025-01-01;transfer;${name};1;kg;;`);
  expect(read([header, ...rows]).proposed.map(({ lines }) => lines)).toEqual([[2, 3]]);
});

test('a quantity of very many blanks is read at once', () => {
  const reading = read([header, `2025-01-01;transfer;Malt;"1${' '.repeat(100_000)}a\nb";kg;;`]);
  expect(reading.rows[0]!.problems.length).toBeGreaterThan(0);
});

test('whatever stands in the cells: nothing is thrown, and what the preview lets through is a batch that the journal takes', () => {
  const nasty = [
    '',
    ' ',
    '=1',
    '+1+1',
    '@x',
    "'",
    '"',
    '\u0000',
    '\ud800',
    '__proto__',
    'NaN',
    '-5',
    '1e3',
    '½',
    'x'.repeat(5000),
  ];
  const cell = (...good: string[]) =>
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...good) },
      fc.constantFrom(...nasty),
      fc.string({ unit: 'binary', maxLength: 12 }),
    );
  const line = fc.tuple(
    cell('12/03/2025', '2025-03-12', '2025-03-12T14:30'),
    cell('consume', 'produce', 'work', 'transfer'),
    cell('Malt', 'Spent grain', 'Malt silo', 'Hops'),
    cell('1,5', '12', '1.205,1 kg', '3 h'),
    cell('kg', 'h', 'l'),
    cell('Brew 14'),
    cell('Zwamkelder', 'Mill'),
    cell('B24'),
  );
  const heads = ['Date', 'Action', 'Resource', 'Quantity', 'Unit', 'Batch', 'To', 'Lot'];
  const ids = {
    ...context,
    makeId: (name: string) => `urn:t:made/${Buffer.from(name.toWellFormed()).toString('hex').slice(0, 400)}`,
  };
  let rows = 0;
  fc.assert(
    fc.property(fc.array(line, { maxLength: 6 }), (lines) => {
      const reading = readTable([heads, ...lines], ids);
      for (const row of reading.rows.filter(({ record }) => record !== undefined)) {
        const needed = reading.proposed.filter((each) => each.lines.includes(row.line)).map(({ record }) => record);
        const { problems } = readBatch([...needed, row.record], { makeId: String });
        expect(problems).toEqual([]);
        rows += 1;
      }
    }),
    { numRuns: 300 },
  );
  expect(rows).toBeGreaterThan(20);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(Array.isArray(readTable(text, ids).rows)).toBe(true);
    }),
  );
});
