import { expect, test } from 'vitest';
import { readInventory } from '../../../api/interchange/model/inventory.ts';
import { inventoryTables } from '../../../api/interchange/model/inventory-fields.ts';
import { inventoryCsv, inventoryWorkbook } from '../../../api/interchange/model/inventory-template.ts';
import { readWorkbook } from '../../../api/interchange/workbook/read.ts';
import { describeProblem } from '../../../engine/0-base/problem.ts';
import { readCells } from '../../../engine/1-record/table/cells.ts';
import { tableLanguages } from '../../../engine/1-record/table/header.ts';
import { solveModel } from '../../support/models.ts';

const cells = (lines: readonly string[]) => readCells(lines.join('\n')).cells;
const read = (tables: Record<string, readonly string[]>) =>
  readInventory(Object.fromEntries(Object.entries(tables).map(([name, lines]) => [name, cells(lines)])));

/** A mill and a farm: all figures are invented. */
const mill = {
  exchanges: [
    'process,role,flow,amount,unit,compartment,provider,place,share',
    'milling,product,flour,800,kg,,,,0.9',
    'milling,product,bran,200000,g,,,,0.1',
    'milling,input,grain,1,t,,farming,,',
    'milling,emission,"carbon dioxide, fossil",gas * 2,kg,air,,,',
    'milling,waste,dust,2,kg,,,,',
    'farming,product,grain,1000,kg,,,,',
    'farming,resource,water,3,m3,,,,',
    'farming,avoided,gas heat,10,kWh,,,,',
    'boiler,product,gas heat,1,MJ,,,,',
    'boiler,emission,"carbon dioxide, fossil",60,g,air,,,',
    'tip,treated waste,dust,1,kg,,,,',
    'tip,emission,methane,5,g,air,,,',
  ],
  processes: ['process,place,supplier,allocation', 'farming,ES,Finca,', 'milling,,,'],
  parameters: ['parameter,value,process,unit', 'gas,base + 1,milling,m3', 'base,4,,'],
  factors: [
    'category,unit,flow,value,per,compartment,place,method,version',
    'climate,kg CO2e,"carbon dioxide, fossil",1,,air,,IPCC 2021,1',
    'climate,kg CO2e,methane,27,kg,,,IPCC 2021,1',
    'water,m3 world-eq,water,40,,,ES,AWARE,2',
    'water,m3 world-eq,water,20,,,,AWARE,2',
  ],
};

test('tables that somebody filled in become a model whose figures can be worked out by hand', () => {
  const { value, problems } = read(mill);
  expect(problems).toEqual([]);
  const { impacts, codes, system } = solveModel(value!, { flour: 800 });
  expect(codes).toEqual([]);
  expect(impacts['climate']).toBeCloseTo(0.9 * (10 + 2 * 0.005 * 27 - 36 * 0.06), 12);
  expect(impacts['water']).toBeCloseTo(0.9 * 3 * 40, 12);
  expect(system.categories[0]!.method).toEqual({ id: 'IPCC 2021', version: '1', unit: 'kg CO2e' });
  expect(system.flows.map(({ id, origin }) => [id, origin])).toContainEqual(['carbon dioxide, fossil, air', 'fossil']);
});

test('the table of exchanges alone is enough, whatever it is called, in Dutch and with decimal commas', () => {
  const lines = [
    'proces;rol;stroom;hoeveelheid;eenheid',
    'bakken;product;brood;0,5;kg',
    'bakken;uitstoot;CO2;1,25;kg',
    'bakken;grondstof;water;2,5E-3;m3',
  ];
  const { value, problems } = read({ 'mijn bakkerij': lines });
  expect(problems).toEqual([]);
  expect(solveModel(value!, { brood: 1 }).inventory).toEqual({ CO2: 2.5, water: 0.005 });
});

test('flows have properties by which products are shared, and units of their own', () => {
  const { value, problems } = read({
    exchanges: [
      'process,role,flow,amount,unit',
      'milling,product,flour,800,kg',
      'milling,product,bran,200,kg',
      'milling,emission,CO2,10,kg',
      'trip,product,haulage,1,tkm',
      'trip,emission,CO2,0.1,kg',
    ],
    flows: ['flow,unit,price,Carbon', 'flour,kg,0.5,0.4', 'bran,kg,0.1,0.4', 'haulage,tkm,,'],
    processes: ['process,allocation', 'milling,price'],
  });
  expect(problems).toEqual([]);
  expect(solveModel(value!, { flour: 800 }).inventory['CO2']).toBeCloseTo((10 * 400) / 420, 12);
  const byCarbon = solveModel(value!, { flour: 800 }, { allocation: { all: 'carbon' } });
  expect(byCarbon.inventory['CO2']).toBeCloseTo(8, 12);
  expect(solveModel(value!, { haulage: 10 }).inventory['CO2']).toBeCloseTo(1, 12);
});

const spoiled = (table: keyof typeof mill, line: number, to: string) => ({
  ...mill,
  [table]: mill[table].map((each, place) => (place + 1 === line ? to : each)),
});

test.each([
  ['exchanges', 4, 'milling,input,grain,NaN,t,,farming,,', 'table.cell', 'D', 'NaN'],
  ['exchanges', 4, 'milling,input,grain,gaz * 2,t,,farming,,', 'table.cell', 'D', 'gaz * 2'],
  ['exchanges', 4, 'milling,input,grain,=A1,t,,farming,,', 'table.formula', 'D', '=A1'],
  ['exchanges', 4, 'milling,input,grain,,t,,farming,,', 'field.missing', 'D', ''],
  ['exchanges', 4, 'milling,input,grain,1,bushelz,,farming,,', 'unit.unknown', 'E', 'bushelz'],
  ['exchanges', 7, 'farming,product,grain,1,m3,,,,', 'unit.dimension', 'E', 'm3'],
  ['exchanges', 4, 'milling,entry,grain,1,t,,farming,,', 'choice.unknown', 'B', 'entry'],
  ['exchanges', 4, 'milling,emission,flour,1,kg,,,,', 'table.cell', 'B', 'emission'],
  ['exchanges', 2, 'milling,product,flour,800,kg,,,,most', 'table.cell', 'I', 'most'],
  ['processes', 3, 'farming,BE,,', 'id.duplicate', 'A', 'farming'],
  ['parameters', 3, 'base,much,,', 'table.cell', 'B', 'much'],
  ['parameters', 2, 'gas 2,1,,', 'table.cell', 'A', 'gas 2'],
  ['factors', 2, 'climate,kg CO2e,methane,abc,,,,IPCC 2021,1', 'table.cell', 'D', 'abc'],
  ['factors', 3, 'climate,kg CO2e,methane,27,m3,,,IPCC 2021,1', 'unit.dimension', 'E', 'm3'],
  ['factors', 3, 'climate,points,methane,27,,,,IPCC 2021,1', 'table.cell', 'B', 'points'],
  ['factors', 5, 'water,m3 world-eq,water,20,,,ES,AWARE,2', 'id.duplicate', 'C', 'water|water||ES'],
] as const)(
  '%s line %d «%s» is told as %s in column %s, and all other lines stand',
  (table, line, to, code, column, value) => {
    const { value: model, problems } = read(spoiled(table, line, to));
    const [first] = problems;
    expect(first).toMatchObject({
      code,
      record: `${table} line ${line}`,
      values: { sheet: table, row: `${line}`, column, value },
    });
    expect(describeProblem(first!).message).not.toMatch(/\{\w+\}/);
    expect(model!.processes.map(({ id }) => id)).toEqual(['milling', 'farming', 'boiler', 'tip']);
  },
);

test('a column that is missing or that nobody knows, and tables of nothing, are told', () => {
  const headless = read({ exchanges: ['process,role,flow,unit', 'a,product,b,kg'] });
  expect(headless.value).toBeUndefined();
  expect(headless.problems.map(({ code, values }) => [code, values['field']])).toEqual([
    ['table.header', 'amount'],
    ['model.empty', undefined],
  ]);
  const strange = read({ exchanges: ['process,role,flow,amount,unit,colour', 'a,product,b,1,kg,red'] });
  expect(strange.problems.map(({ code, values }) => [code, values['field']])).toEqual([['field.unknown', 'colour']]);
  expect(strange.value!.processes).toHaveLength(1);
});

test('what names a process that is not there, or makes nothing, is told where it stands when the model is put together', () => {
  const { value } = read(spoiled('exchanges', 4, 'milling,input,grain,1,t,,ploughing,,'));
  const { said } = solveModel(value!, { flour: 1 });
  expect(said).toMatchObject([{ code: 'model.provider', record: 'exchanges line 4', values: { value: 'ploughing' } }]);
  const idle = read({ ...mill, processes: [...mill.processes, 'dreaming,,,'] });
  expect(solveModel(idle.value!, { flour: 1 }).said).toMatchObject([
    { code: 'model.output', record: 'processes line 4' },
  ]);
});

/** The template as somebody would fill it in: the marks of its examples taken away, its help left. */
const filledIn = (lines: readonly (readonly string[])[]) =>
  lines.map((line, place) => (place < 2 ? line : [line[0]!.replace(/^# /, ''), ...line.slice(1)]));

test.each(tableLanguages)(
  'the template says what it expects, is read as empty, and its examples are an inventory (%s)',
  async (language) => {
    const { sheets } = await readWorkbook(await inventoryWorkbook(language), '.');
    const empty = readInventory(Object.fromEntries(sheets.map(({ name, cells: lines }) => [name, lines])));
    expect(empty.problems.map(({ code }) => code)).toEqual(['model.empty']);
    const filled = readInventory(Object.fromEntries(sheets.map(({ name, cells: lines }) => [name, filledIn(lines)])));
    expect(filled.problems).toEqual([]);
    const { impacts } = solveModel(filled.value!, { flour: 800 });
    expect(impacts['climate change']).toBeCloseTo((10 * 400) / 420, 9);
    inventoryTables.forEach((table, place) => {
      const asCsv = readCells(inventoryCsv(table, language)).cells.filter((line) => line.some((cell) => cell !== ''));
      expect(asCsv).toEqual(sheets[place]!.cells);
    });
  },
);
