import Papa from 'papaparse';

const stages = {
  agriculture: 'Agriculture',
  transformation: 'Transformation',
  packaging: 'Emballage',
  transport: 'Transport',
  retail: 'Supermarché et distribution',
  consumption: 'Consommation',
};

/** Our name of an indicator, the source's column, and the decimal places by which the source's unit is smaller than ours. */
const indicators = [
  { id: 'climate', column: 'Changement climatique (kg CO2 eq/kg de produit)', shift: 0 },
  { id: 'water', column: 'Épuisement des ressources eau (m3 depriv./kg de produit)', shift: 0 },
  { id: 'land', column: 'Utilisation du sol (Pt/kg de produit)', shift: 0 },
  { id: 'fossils', column: 'Épuisement des ressources énergétiques (MJ/kg de produit)', shift: 0 },
  {
    id: 'eutrophication-freshwater',
    column: 'Eutrophisation eaux douces (E-03 kg P eq/kg de produit)',
    shift: 3,
  },
];

type Row = Record<string, string>;

const read = (text: string): Row[] =>
  Papa.parse<Row>(text, { header: true, skipEmptyLines: true }).data.filter((row) => row['Code AGB'] !== '');

const write = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  `${Papa.unparse([[...header], ...rows.map((row) => [...row])], { newline: '\n' })}\n`;

/** The shortest text of a figure in our unit. */
const figure = (text: string, shift: number): string =>
  text === '' ? '' : String(Number(`${Number(text)}e-${shift}`));

const figures = (row: Row, suffix: string): string[] =>
  indicators.map(({ column, shift }) => figure(row[column + suffix] ?? '', shift));

/** The dataset's tables from the source's two: footprint by stage, and totals. Rows are sorted by code. */
export function agribalyse(given: { readonly stages: string; readonly totals: string }): Record<string, string> {
  const byCode = (a: Row, b: Row) => Number(a['Code AGB']) - Number(b['Code AGB']);
  const names = indicators.map(({ id }) => id);
  const staged = read(given.stages)
    .sort(byCode)
    .flatMap((row) =>
      Object.entries(stages).map(([stage, column]) => [row['Code AGB']!, stage, ...figures(row, ` - ${column}`)]),
    )
    .filter((cells) => cells.slice(2).some((cell) => cell !== ''));
  const foods = read(given.totals)
    .sort(byCode)
    .map((row) => {
      const quality = row['DQR - Note de qualité de la donnée (1 excellente ; 5 très faible)'] ?? '';
      return [row['Code AGB']!, row['LCI Name']!, row["Groupe d'aliment"]!, quality, ...figures(row, '')];
    });
  return {
    'stages.csv': write(['row', 'stage', ...names], staged),
    'foods.csv': write(['row', 'name', 'group', 'quality', ...names], foods),
  };
}
