import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import jsonld from 'jsonld';
import readWorkbook from 'read-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import writeWorkbook, { type SheetData } from 'write-excel-file/node';
import { readWorkbook as readSheets } from '../../api/interchange/workbook/read.ts';
import { kinds } from '../../engine/1-record/kind.ts';
import { type OpenApi, problemsIn, type Told } from './support/open-api.ts';
import { openBrewery } from './support/open-brewery.ts';

let api: OpenApi;
beforeAll(async () => {
  api = await openBrewery();
});
afterAll(() => api.close());

const at = '/api/networks/brouwcoop';
const csv = 'text/csv';
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const me = 'agent=urn:test:brewery';

interface Preview {
  readonly sheet?: string;
  readonly rows: number;
  readonly remarks: readonly number[];
  readonly recordable: boolean;
  readonly proposed: readonly {
    id: string;
    class: string;
    name?: string;
    implied: boolean;
    lines: readonly number[];
  }[];
  readonly problems: readonly { code: string; values: Record<string, string> }[];
  readonly receipt?: { readonly entries: number; readonly ids: readonly string[] };
}

async function send(body: string | Uint8Array, type: string, query = me, headers: Record<string, string> = {}) {
  const init = { method: 'POST', headers: { 'content-type': type, ...headers } };
  const response = await api.request(`${at}/tables?${query}`, {
    ...init,
    body: typeof body === 'string' ? body : Uint8Array.from(body),
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as unknown,
  } satisfies Told;
}
const seen = ({ body }: Told) => body as Preview;
const codes = (told: Told) => problemsIn(told).map(({ code }) => code);

const templateText = async (name: string, lang = 'en') =>
  (await api.request(`${at}/templates/${name}?lang=${lang}`)).text();
const template = async (name: string, lang = 'en') =>
  Buffer.from(await (await api.request(`${at}/templates/${name}?lang=${lang}`)).arrayBuffer());

/** A workbook of one sheet with these rows. */
const bookOf = async (rows: readonly (readonly (string | number | Date)[])[], sheet = 'Table') => {
  const data: SheetData = rows.map((row) =>
    row.map((value) =>
      value instanceof Date
        ? { value, type: Date, format: 'yyyy-mm-dd' }
        : { value, type: typeof value === 'number' ? Number : String },
    ),
  );
  return Uint8Array.from(await writeWorkbook(data, { sheet }).toBuffer());
};

/** The rows of a template with others below them. */
async function filledBook(name: string, rows: readonly (readonly (string | number | Date)[])[], lang = 'en') {
  const [table] = await readWorkbook(await template(name, lang));
  return bookOf([...table!.data.map((row) => row.map((cell) => String(cell ?? ''))), ...rows], table!.sheet);
}

const eventsOf = async () =>
  ((await api.get(`${at}/economic-events?limit=1000`)).body as { items: { id: string }[] }).items;

test('unit processes of one’s own have a template too: a workbook of all its tables, or one of them as CSV', async () => {
  const sheets = await readWorkbook(await template('inventory.xlsx', 'nl'));
  expect(sheets.map(({ sheet }) => sheet)).toEqual([
    'uitwisselingen',
    'stromen',
    'processen',
    'factoren',
    'parameters',
    'hulp',
  ]);
  const [head] = (await templateText('inventory-exchanges.csv')).split('\r\n');
  expect(head).toBe('process,role,flow,amount,unit,compartment,provider,place,share');
  expect((await api.get(`${at}/templates/inventory-else.csv`)).status).toBe(400);
});

test('a template has headings, what is expected, and an example that is marked; a workbook tells more on a second sheet', async () => {
  const english = await api.request(`${at}/templates/economic-events.csv`);
  expect(english.headers.get('content-type')).toMatch('text/csv');
  expect(english.headers.get('content-disposition')).toBe('attachment; filename="economic-events.csv"');
  const [head, expected, example] = (await english.text()).split('\r\n');
  expect(head).toBe('date,action,resource,quantity,unit,process,process specification,from,to,lot,place,note');
  expect([expected, example].map((line) => line!.replace(/^"/, '').slice(0, 2))).toEqual(['# ', '# ']);
  expect((await templateText('economic-events.csv', 'nl')).split('\r\n')[0]).toBe(
    'datum,actie,grondstof,hoeveelheid,eenheid,proces,soort proces,van,aan,lotnummer,plaats,opmerking',
  );
  const sheets = await readWorkbook(await template('economic-events.xlsx', 'nl'));
  expect(sheets.map(({ sheet }) => sheet)).toEqual(['Tabel', 'Hulp']);
  expect(sheets[0]!.data[0]).toContain('grondstof');
  expect(sheets[1]!.data.flat().join(' ')).toContain('niet gelezen');
});

test('every kind of record that is filled in has a template, and sent back as it is nothing of it is recorded', async () => {
  const before = (await api.get(at)).body;
  for (const [name, { plural }] of Object.entries(kinds)) {
    if (name === 'Network') continue;
    const told = await send(await templateText(`${plural}.csv`), csv, `kind=${plural}`);
    expect([plural, told.status, codes(told)]).toEqual([plural, 400, ['batch.empty']]);
  }
  const book = await send(await template('economic-events.xlsx'), xlsx);
  expect([book.status, codes(book)]).toEqual([400, ['batch.empty']]);
  const looked = seen(await send(await templateText('economic-events.csv'), csv, `${me}&dryRun=true`));
  expect([looked.rows, looked.remarks, looked.recordable]).toEqual([0, [2, 3], false]);
  expect((await api.get(at)).body).toEqual(before);
});

interface Batch {
  readonly '@context': object;
  readonly '@graph': readonly { '@id': string; '@type': string; name?: string }[];
}
const linked = async (plural: string, lang = 'en') => JSON.parse(await templateText(`${plural}.jsonld`, lang)) as Batch;

test.each(['en', 'nl'])('in %s every kind has a batch of linked data that is taken as it is', async (lang) => {
  const before = (await api.get(at)).body;
  for (const [name, { plural }] of Object.entries(kinds)) {
    if (name === 'Network') continue;
    const batch = await linked(plural, lang);
    expect(batch['@graph'].map((each) => each['@type'])).toContain(name);
    const told = await api.post(`${at}/records?dryRun=true`, batch);
    expect([plural, told.status, codes(told), (told.body as { warnings: unknown[] }).warnings]).toEqual([
      plural,
      200,
      [],
      [],
    ]);
  }
  expect((await api.get(at)).body).toEqual(before);
});

test('a batch of linked data is looked at, its names filled in, recorded, and comes back the same through another reader', async () => {
  const response = await api.request(`${at}/templates/economic-events.jsonld`);
  expect(response.headers.get('content-type')).toBe('application/ld+json');
  const filled = (await response.text())
    .replaceAll('urn:example:', 'urn:test:ours:')
    .replaceAll('Our brewery', 'De Teut')
    .replaceAll('Grain in the yard', 'Grain behind De Teut');
  const batch = JSON.parse(filled) as Batch;
  // Another program reads it and writes it out in full: no prefix, no context of ours.
  const expanded = await jsonld.expand(batch as never);
  const looked = await api.post(`${at}/records?dryRun=true`, expanded);
  expect([looked.status, codes(looked)]).toEqual([200, []]);
  const told = await api.post(`${at}/records`, expanded);
  expect([told.status, codes(told)]).toEqual([201, []]);
  expect((await api.get(`${at}/organizations/${encodeURIComponent('urn:test:ours:brewery')}`)).body).toMatchObject({
    name: 'De Teut',
  });
  // What is recorded is, as linked data, what was in the template; sent once more it says nothing new.
  const own = await api.request(`${at}/economic-events?format=jsonld&text=urn:test:ours:`);
  const [event] = await jsonld.expand((await own.json()) as never);
  expect(event).toEqual(expanded.find((each) => each['@id'] === 'urn:test:ours:made'));
  const { sequence } = (await api.post(`${at}/records`, batch)).body as { sequence: number };
  expect(sequence).toBe((told.body as { sequence: number }).sequence);
});

test.each(['en', 'nl'] as const)(
  'a template in %s that was filled in records its rows as CSV and as a workbook',
  async (lang) => {
    const [made, used] = lang === 'en' ? ['made', 'used up'] : ['gemaakt', 'verbruikt'];
    const text = await templateText('economic-events.csv', lang);
    const batch = `Brew ${lang}`;
    const rows = [
      `2025-05-02,${used},Malt silo,12.5,kg,${batch}`,
      `2025-05-02,${made},Grain in the yard,14,kg,${batch}`,
    ];
    const before = (await eventsOf()).length;
    const sent = `${text}${rows.join('\r\n')}\r\n`;
    const looked = seen(await send(sent, csv, `${me}&dryRun=true`));
    expect([looked.rows, looked.recordable, looked.problems]).toEqual([2, true, []]);
    expect((await eventsOf()).length).toBe(before);
    const told = await send(sent, csv);
    expect([told.status, seen(told).receipt?.entries, seen(told).remarks]).toEqual([201, 3, [2, 3]]);
    const again = await send(sent, csv);
    expect([again.status < 300, seen(again).receipt?.entries]).toEqual([true, 0]);
    const day = lang === 'en' ? '2025-05-03' : '2025-05-04';
    const book = await filledBook(
      'economic-events.xlsx',
      [[new Date(day), used, 'Malt silo', 0.1 + 0.2, 'kg', batch]],
      lang,
    );
    const fromBook = await send(book, xlsx);
    expect([fromBook.status, seen(fromBook).problems]).toEqual([201, []]);
    const found = (await eventsOf()) as unknown as {
      hasPointInTime: string;
      resourceQuantity: object;
      provider: string;
    }[];
    expect(found.length).toBe(before + 3);
    expect(found.find(({ hasPointInTime }) => hasPointInTime === day)).toMatchObject({
      provider: 'urn:test:brewery',
      resourceQuantity: { hasNumericalValue: '0.3' },
    });
  },
);

test('three faulty rows are named by sheet, row and column, and nothing of the table is recorded', async () => {
  const before = (await eventsOf()).length;
  const rows = [
    ['yesterday', 'used up', 'Malt silo', '1', 'kg', 'Brew 9'],
    ['2025-05-02', 'used up', 'Malt silo', '1', 'kg', 'Brew 9'],
    ['2025-05-02', 'conjured', 'Malt silo', '1', 'kg', 'Brew 9'],
    ['2025-05-02', 'used up', 'Malt silo', 'much', 'kg', 'Brew 9'],
  ];
  const places = (problems: readonly { code: string; values: Record<string, string> }[]) =>
    problems.map(({ code, values: { sheet, row, column } }) => [code, sheet, row, column]);
  const text = `${await templateText('economic-events.csv')}${rows.map((row) => row.join(',')).join('\r\n')}`;
  const looked = await send(text, csv, `${me}&dryRun=true`);
  expect([looked.status, seen(looked).recordable]).toEqual([200, false]);
  expect(places(seen(looked).problems)).toEqual([
    ['table.cell', undefined, '4', 'A'],
    ['choice.unknown', undefined, '6', 'B'],
    ['table.cell', undefined, '7', 'D'],
  ]);
  const book = await send(await filledBook('economic-events.xlsx', rows), xlsx);
  expect(book.status).toBe(422);
  expect(places(problemsIn(book))).toEqual([
    ['table.cell', 'Table', '4', 'A'],
    ['choice.unknown', 'Table', '6', 'B'],
    ['table.cell', 'Table', '7', 'D'],
  ]);
  expect((await eventsOf()).length).toBe(before);
});

test('what is only looked at comes with its cells and the names of the sheets; what is recorded does not', async () => {
  const rows = [
    ['date', 'action', 'resource', 'quantity', 'unit'],
    [new Date('2025-05-02'), 'counted', 'Malt silo', 0.1 + 0.2, 'kg'],
  ];
  const looked = seen(await send(await bookOf(rows), xlsx, `${me}&dryRun=true`)) as Preview & {
    sheets: object;
    cells: object;
  };
  expect([looked.sheets, looked.cells]).toEqual([
    ['Table'],
    [rows[0], ['2025-05-02', 'counted', 'Malt silo', '0.3', 'kg']],
  ]);
  const told = await send('date,action,resource,quantity,unit\n2025-05-02,raise,Malt silo,1,kg\n', csv);
  expect([told.status, Object.keys(told.body as object)]).toEqual([201, expect.not.arrayContaining(['cells'])]);
});

test('what the ledger refuses is named by its row and column too', async () => {
  const text = 'date,action,resource,quantity,unit,process\n2025-05-02,used up,Malt silo,1,m3,Brew 8\n';
  const told = await send(text, csv);
  expect(told.status).toBe(422);
  const found = problemsIn(told).map(({ code, values: { row, column } }) => [code, row, column]);
  expect(found).toContainEqual(['unit.dimension', '2', 'E']);
});

test('an unknown name is proposed, never made by itself, and made once it is accepted', async () => {
  const text = 'date,action,resource,quantity,unit,process\n2025-05-04,made,Wort,900,L,Brew 31\n';
  const looked = seen(await send(text, csv, `${me}&dryRun=true`));
  expect(looked.proposed.map(({ class: name, name: called, implied }) => [name, called, implied])).toEqual([
    ['ResourceSpecification', 'Wort', false],
    ['Process', 'Brew 31', true],
  ]);
  const refused = await send(text, csv);
  expect([refused.status, codes(refused)]).toEqual([422, ['table.name', 'table.proposed']]);
  const { id } = looked.proposed[0]!;
  const told = await send(text, csv, `${me}&accept=${encodeURIComponent(id)}`);
  expect([told.status, seen(told).receipt?.entries]).toEqual([201, 3]);
  expect((await api.get(`${at}/resource-specifications/${encodeURIComponent(id)}`)).body).toMatchObject({
    name: 'Wort',
  });
});

test('a table of another kind names records by their names, and a name that nobody bears is told', async () => {
  const text = (of: string) => `of,layer,value,unit,per,source,status\n${of},water,0.04,kg,kg,weighed,sourced\n`;
  const told = await send(text('Malt'), csv, 'kind=properties');
  expect(told.status).toBe(201);
  const [id] = seen(told).receipt!.ids;
  expect((await api.get(`${at}/properties/${encodeURIComponent(id!)}`)).body).toMatchObject({
    of: 'urn:test:malt',
    value: '0.04',
  });
  const wrong = await send(text('Mlat'), csv, 'kind=properties');
  expect(problemsIn(wrong).map(({ code, values: { row, column } }) => [code, row, column])).toEqual([
    ['reference.unknown', '2', 'A'],
  ]);
  const strange = await send('name,colour\nHops,green\n', csv, 'kind=resource-specifications');
  expect([strange.status, codes(strange)]).toEqual([422, ['field.unknown']]);
  const book = await filledBook('resource-specifications.xlsx', [['urn:test:hops', 'Hops']]);
  expect((await send(book, xlsx, 'kind=resource-specifications')).status).toBe(201);
  expect((await api.get(`${at}/resource-specifications/urn:test:hops`)).body).toMatchObject({ name: 'Hops' });
});

test.each(['resource-specifications', 'organizations', 'economic-resources', 'processes', 'properties'])(
  'what was downloaded as a table of %s says nothing new when it is sent back',
  async (plural) => {
    const table = await (await api.request(`${at}/${plural}?format=csv`)).text();
    const told = await send(table, csv, `kind=${plural}`);
    expect([told.status < 300, seen(told).problems, seen(told).receipt?.entries]).toEqual([true, [], 0]);
  },
);

test('no word of the language that we are written in passes for yes or no, and no cell of JSON brings a forbidden key', async () => {
  const text = 'name,substitutable\nHops,constructor\n';
  const told = await send(text, csv, 'kind=resource-specifications');
  expect([told.status, problemsIn(told)[0]?.values['row']]).toEqual([422, '2']);
  const roles = 'name,allocation.rule,allocation.roles\nMalting,mass,"[{""__proto__"":1}]"\n';
  const forbidden = await send(roles, csv, 'kind=process-specifications');
  expect([forbidden.status, codes(forbidden)]).toEqual([422, ['table.cell']]);
});

test('a row without id that bears a recorded name is told before it makes a second record, and is no refusal', async () => {
  const text = (...rows: string[]) => `id,name,note\n${rows.join('\n')}\n`;
  const kind = 'kind=resource-specifications';
  const looked = seen(await send(text(',malt ,from Pilsen', ',Rye,new'), csv, `${kind}&dryRun=true`));
  expect(looked.recordable).toBe(true);
  expect(looked.problems).toMatchObject([
    {
      code: 'table.namesake',
      message: 'A ResourceSpecification named malt is recorded already (urn:test:malt); this row makes a second one.',
      remedy: 'Write urn:test:malt in the column id to mean that one, or give this one another name.',
      values: { row: '2', column: 'B', id: 'urn:test:malt' },
    },
  ]);
  const meant = seen(await send(text('urn:test:malt,Malt,from Pilsen'), csv, `${kind}&dryRun=true`));
  expect(meant.problems.map(({ code }) => code)).not.toContain('table.namesake');
  expect((await send(text(',Rye,new'), csv, kind)).status).toBe(201);
  const again = seen(await send(text(',Rye,new'), csv, kind));
  expect([again.problems, again.receipt?.entries]).toEqual([[], 0]);
});

/** A workbook whose first sheet is changed as text before it is packed. */
async function changedBook(change: (sheet: string) => string) {
  const book = await bookOf([
    ['date', 'action', 'resource', 'quantity', 'unit', 'process'],
    ['2025-05-05', 'used up', 'Malt silo', 7.25, 'kg', 'Brew 40'],
  ]);
  const files = unzipSync(book);
  const name = 'xl/worksheets/sheet1.xml';
  files[name] = strToU8(change(strFromU8(files[name]!)));
  return zipSync(files);
}

test('a formula counts as the value that was saved with it; without one it is refused, and never worked out', async () => {
  const saved = await changedBook((sheet) => sheet.replace('<v>7.25</v>', '<f>3+5</f><v>7.25</v>'));
  const looked = seen(await send(saved, xlsx, `${me}&dryRun=true`));
  expect([looked.recordable, looked.problems]).toEqual([true, []]);
  const unsaved = await changedBook((sheet) => sheet.replace('<v>7.25</v>', '<f>3+5</f>'));
  const told = await send(unsaved, xlsx);
  expect(told.status).toBe(422);
  expect(problemsIn(told)[0]).toMatchObject({
    code: 'table.formula',
    values: { value: '=3+5', row: '2', column: 'D' },
  });
});

test('a workbook that grows when it is unpacked is refused, whatever its directory says', async () => {
  const bomb = await changedBook((sheet) => sheet.replace('<sheetData>', `${' '.repeat(70 * 1024 * 1024)}<sheetData>`));
  expect(bomb.length).toBeLessThan(1024 * 1024);
  const told = await send(bomb, xlsx);
  expect([told.status, codes(told)]).toEqual([413, ['table.unpacked']]);
  // The directory's size of the sheet is made small: what does not fit into it is not there.
  const lying = Buffer.from(bomb);
  for (let place = lying.indexOf('PK\u0001\u0002'); place >= 0; place = lying.indexOf('PK\u0001\u0002', place + 4))
    if (lying.readUInt32LE(place + 24) > 1024 * 1024) lying.writeUInt32LE(5000, place + 24);
  const lied = await send(lying, xlsx);
  expect([lied.status, codes(lied)]).toEqual([400, ['table.workbook']]);
}, 60_000);

test('a cell at the far end of a sheet takes no more than its room, and the server goes on', async () => {
  const far = await changedBook((sheet) =>
    sheet.replace('</sheetData>', '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
  );
  const told = await send(far, xlsx);
  expect([told.status, codes(told)]).toEqual([413, ['table.unpacked']]);
  expect((await api.get(`${at}/stocks`)).status).toBe(200);
}, 60_000);

test('a file that is cut, no workbook, too large, too long, of another type or another sheet is refused', async () => {
  const whole = await template('economic-events.xlsx');
  const cut = await send(whole.subarray(0, whole.length / 2), xlsx);
  expect([cut.status, codes(cut)]).toEqual([400, ['table.workbook']]);
  const none = await send('date,action', xlsx);
  expect([none.status, codes(none)]).toEqual([400, ['table.workbook']]);
  const sheet = await send(whole, xlsx, `${me}&sheet=Elsewhere`);
  expect([sheet.status, codes(sheet)]).toEqual([422, ['table.sheet']]);
  const open = await send('date,"action\n', csv);
  expect([open.status, codes(open)]).toEqual([422, ['table.quotes']]);
  const type = await send('a,b', 'text/plain');
  expect([type.status, codes(type)]).toEqual([415, ['body.type']]);
  const large = await send('x'.repeat(5 * 1024 * 1024), csv);
  expect([large.status, codes(large)]).toEqual([413, ['body.size']]);
  const long = await send(`date,action\n${'a,b\n'.repeat(5001)}`, csv);
  expect([long.status, codes(long)]).toEqual([413, ['body.rows']]);
  const template404 = await api.get(`${at}/templates/networks.csv`);
  expect([template404.status, codes(template404)]).toEqual([400, ['parameter.invalid']]);
});

test('the same key with the same table repeats nothing, and with another one is refused', async () => {
  const text = (amount: string) =>
    `date,action,resource,quantity,unit,process\n2025-06-01,used up,Malt silo,${amount},kg,Brew 50\n`;
  const key = { 'idempotency-key': 'table-1' };
  const first = await send(text('3'), csv, me, key);
  expect(first.status).toBe(201);
  const again = await send(text('3'), csv, me, key);
  const frameOf = (told: Told) => (seen(told).receipt as { frame?: number } | undefined)?.frame;
  expect([again.status, frameOf(again)]).toEqual([200, frameOf(first)]);
  const other = await send(text('4'), csv, me, key);
  expect([other.status, codes(other)]).toEqual([422, ['key.reused']]);
});

test('reading a workbook ends when its time is over', async () => {
  const { sheets, problems } = await readSheets(await template('economic-events.xlsx'), '.', 1);
  expect([sheets, problems.map(({ code }) => code)]).toEqual([[], ['table.slow']]);
});
