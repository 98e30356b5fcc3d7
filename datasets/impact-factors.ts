import Papa from 'papaparse';

/** A category of the source: its file, and what we call it. */
interface Category {
  readonly file: string;
  readonly indicator: string;
}

/** Which categories of the source stand in which of our datasets. */
export const impactDatasets: Readonly<Record<string, readonly Category[]>> = {
  'lcia-ipcc-2021': [{ file: '244a0.csv', indicator: 'gwp100' }],
  'lcia-ef-3-0': [
    { file: '3bc1c.csv', indicator: 'climate' },
    { file: 'd955e.csv', indicator: 'climate-fossil' },
    { file: '7e5f7.csv', indicator: 'climate-biogenic' },
    { file: '5fa27.csv', indicator: 'climate-land-use' },
    { file: 'b4028.csv', indicator: 'ozone-depletion' },
    { file: '5067f.csv', indicator: 'ionising-radiation' },
    { file: '248a3.csv', indicator: 'photochemical-ozone' },
    { file: '198c2.csv', indicator: 'particulates' },
    { file: '9d1ae.csv', indicator: 'acidification' },
    { file: '00af7.csv', indicator: 'eutrophication-freshwater' },
    { file: '43162.csv', indicator: 'eutrophication-marine' },
    { file: '4eb4c.csv', indicator: 'eutrophication-terrestrial' },
    { file: '2e0b3.csv', indicator: 'land' },
    { file: 'c732b.csv', indicator: 'water' },
    { file: '95f89.csv', indicator: 'fossils' },
    { file: 'b3ba5.csv', indicator: 'minerals' },
  ],
  'lcia-ced': [
    { file: '14e58.csv', indicator: 'energy-fossil' },
    { file: '0cc25.csv', indicator: 'energy-nuclear' },
    { file: 'be18d.csv', indicator: 'energy-primary-forest' },
    { file: '9ea0f.csv', indicator: 'energy-biomass' },
    { file: '0477e.csv', indicator: 'energy-wind-solar-geothermal' },
    { file: '388e9.csv', indicator: 'energy-water' },
  ],
  'lcia-cexd': [
    { file: '6764d.csv', indicator: 'exergy-fossil' },
    { file: '7bf44.csv', indicator: 'exergy-nuclear' },
    { file: 'a3675.csv', indicator: 'exergy-primary-forest' },
    { file: '05961.csv', indicator: 'exergy-metals' },
    { file: '72575.csv', indicator: 'exergy-minerals' },
    { file: '4c575.csv', indicator: 'exergy-biomass' },
    { file: '9a619.csv', indicator: 'exergy-kinetic' },
    { file: 'd7a32.csv', indicator: 'exergy-potential' },
    { file: 'fafa8.csv', indicator: 'exergy-solar' },
    { file: 'f8c8f.csv', indicator: 'exergy-water' },
  ],
};

/** The tables in which the source maps the flows of other systems to its own: the only place where it names them briefly. */
export const mappingFiles = ['SimaPro_Import.csv', 'ILCD_Import.csv', 'EcoSpold1_Import.csv'];

const elementary = 'Elementary flows/';

/** Name and compartment of flows by id, as far as the mappings tell; the first to tell counts. */
function namesOf(mappings: readonly string[]): Map<string, readonly [string, string]> {
  const names = new Map<string, readonly [string, string]>();
  for (const text of mappings)
    for (const cells of Papa.parse<string[]>(text, { delimiter: ';', skipEmptyLines: true }).data) {
      const at = cells.findLastIndex((cell) => cell.startsWith(elementary));
      const id = cells[1];
      if (at > 0 && id && !names.has(id)) names.set(id, [cells[at - 1]!, cells[at]!.slice(elementary.length)]);
    }
  return names;
}

const write = (header: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  `${Papa.unparse([[...header], ...rows.map((row) => [...row])], { newline: '\n' })}\n`;

/** Factors of one category, each flow once; a factor of zero says no more than none. */
function factorsOf(text: string, indicator: string): (readonly [string, string, string, number])[] {
  const seen = new Set<string>();
  return Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data.flatMap((row) => {
    const [flow, factor] = [row['Flow']!, Number(row['Factor'])];
    if (factor === 0 || seen.has(flow)) return [];
    seen.add(flow);
    return [[flow, row['Flow unit']!, indicator, factor] as const];
  });
}

/** A dataset's tables from the files of the source: its factors, and what is known of their flows. */
export function lcia(given: {
  readonly categories: readonly Category[];
  readonly read: (file: string) => string;
  readonly mappings: readonly string[];
}): Record<string, string> {
  const factors = given.categories.flatMap(({ file, indicator }) => factorsOf(given.read(file), indicator));
  const names = namesOf(given.mappings);
  const flows = [...new Set(factors.map(([flow]) => flow))].sort().flatMap((flow) => {
    const known = names.get(flow);
    return known ? [[flow, ...known]] : [];
  });
  return {
    'factors.csv': write(['flow', 'unit', 'indicator', 'factor'], factors),
    'flows.csv': write(['flow', 'name', 'compartment'], flows),
  };
}
