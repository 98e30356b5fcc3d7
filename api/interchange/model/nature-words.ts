import type { ModelFlow } from '../../../engine/4-footprint/model/model.ts';

/** What the words of a flow's folders and name say of it. */
export type NatureWords = Pick<ModelFlow, 'compartment' | 'direction' | 'origin'>;

const compartments: readonly (readonly [string, RegExp])[] = [
  ['resource', /\b(resources?|raw|land use|in ground|in air|in water|biotic)\b/i],
  ['air', /\b(air|atmosphere)\b/i],
  ['water', /\b(water|sea|ocean|river|lake)\b/i],
  ['soil', /\b(soil|ground)\b/i],
];

const isResource = /\b(resources?|raw|in ground|in air|in water|land use|biotic)\b/i;
const isEmission = /\b(emissions?|to (air|water|soil)|air|water|soil|waste)\b/i;

/** The folder that names the compartment, and the finer one behind it where there is one. */
function compartmentOf(path: readonly string[]): string | undefined {
  const text = path.join('/');
  const main = compartments.find(([, pattern]) => pattern.test(text))?.[0];
  if (main === undefined) return path.at(-1);
  const last = path.at(-1)!;
  const isFiner =
    !/unspecified/i.test(last) && !compartments.some(([, pattern]) => last.replace(pattern, '').trim() === '');
  return isFiner && !/^(emissions?|elementary flows?)\b/i.test(last) ? `${main}/${last}` : main;
}

const carbon = /\b(carbon (di|mon)oxide|(?<!non-?)methane|CO2|CH4|CO)\b/i;
const origins: readonly (readonly [NonNullable<ModelFlow['origin']>, RegExp])[] = [
  ['land-use', /land[- ](use|transformation)|soil or biomass stock|peat oxidation|deforestation|\bLUC\b/i],
  ['biogenic', /biogenic|non-?\s?fossil|biomass|\bin air\b/i],
  ['fossil', /fossil/i],
];

/** Where the carbon of a flow comes from, as its name says: fossil, biogenic or from a change of land use; undefined where it does not say. */
function originOf(name: string): ModelFlow['origin'] {
  if (!carbon.test(name)) return undefined;
  return origins.find(([, pattern]) => pattern.test(name))?.[0];
}

/** Compartment, direction and origin of carbon of an elementary flow, by its folders (from the outermost) and its name. */
export function natureWords(path: readonly string[], name: string): NatureWords {
  const text = path.join('/');
  const compartment = compartmentOf(path);
  const direction = isResource.test(text) ? 'resource' : isEmission.test(text) ? 'emission' : undefined;
  const origin = originOf(name);
  return {
    ...(compartment !== undefined && { compartment }),
    ...(direction && { direction }),
    ...(origin && { origin }),
  };
}
