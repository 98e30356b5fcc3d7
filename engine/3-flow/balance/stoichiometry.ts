import type { Body } from '../../1-record/kind.ts';
import type { Layer } from '../../1-record/knowledge.ts';

/** What nobody measures. Heat is in joules, all else in kilograms. */
export type UnmeasuredKind = Body<'ExpectedUnmeasuredFlow'>['kind'];
/** A substance, or heat, that comes from or goes to the air, or is made or used up on the way. */
export type Substance =
  | 'oxygen'
  | 'carbon-dioxide'
  | 'water-vapour'
  | 'metabolic-water'
  | 'ethanol'
  | 'yeast'
  | 'dry-matter'
  | 'extract'
  | 'fuel'
  | 'heat'
  | 'loss';

/** One part of a reaction. */
export interface ReactionPart {
  readonly substance: Substance;
  /** From the air, to the air, made inside, used up inside. */
  readonly side: 'in' | 'out' | 'made' | 'used';
  /** Kilograms (of heat joules) per kilogram of mass that the reaction loses to the air on balance. */
  readonly amount: number;
}

/** Parts of a reaction, per kilogram of what is used up, as parts per kilogram that is lost on balance. */
const perLost = (lost: number, parts: readonly ReactionPart[]): ReactionPart[] =>
  parts.map((part) => ({ ...part, amount: part.amount / lost }));

/** Kilograms of CO2 per kilogram of carbon, and of water per kilogram of hydrogen (atomic masses, IUPAC 2021). */
const [carbonDioxide, water] = [44.009 / 12.011, 18.015 / 2.016];
/** What a kilogram of a fuel is made of; the rest of it is oxygen of its own. */
interface Fuel {
  readonly carbon: number;
  readonly hydrogen: number;
}

/**
 * Carbon of fuels by IPCC 2006, volume 2, chapter 1, tables 1.2 and 1.3 (kg per GJ times MJ per kg, lower heating value), the rest hydrogen: diesel
 * 20.2 x 43.0, liquefied petroleum gas 17.2 x 47.3; natural gas 15.3 x 48.0 is 0.734, as H gas 0.746. Wood, dry and without its ash: half
 * carbon and 6 % hydrogen; burning it takes 6 kg of air a kilogram (H. Kubler, Wood and Fiber Science 22 (1990)). Its moisture is vapour.
 */
const fuels = {
  combustion: { carbon: 0.746, hydrogen: 1 - 0.746 },
  'combustion-of-diesel': { carbon: 0.8686, hydrogen: 1 - 0.8686 },
  'combustion-of-liquefied-gas': { carbon: 0.8136, hydrogen: 1 - 0.8136 },
  'combustion-of-wood': { carbon: 0.5, hydrogen: 0.06 },
} as const satisfies Partial<Record<UnmeasuredKind, Fuel>>;
type Combustion = keyof typeof fuels;

/** All of a fuel leaves, with oxygen of the air, as carbon dioxide and vapour. */
const burnt = ({ carbon, hydrogen }: Fuel): ReactionPart[] => [
  { substance: 'fuel', side: 'used', amount: 1 },
  { substance: 'oxygen', side: 'in', amount: carbon * carbonDioxide + hydrogen * water - 1 },
  { substance: 'carbon-dioxide', side: 'out', amount: carbon * carbonDioxide },
  { substance: 'water-vapour', side: 'out', amount: hydrogen * water },
];

/** A value for each kind of combustion. */
const ofFuels = <T>(of: (fuel: Fuel) => T): Record<Combustion, T> =>
  Object.fromEntries(Object.entries(fuels).map(([kind, fuel]) => [kind, of(fuel)])) as Record<Combustion, T>;

/**
 * What happens, by kind. Respiration of 1 kg C6H10O5: + 1.185 O2 -> 1.630 CO2 + 0.556 water, with 17.5 MJ of heat. Fermentation by Balling:
 * 2.0665 kg of extract -> 1 ethanol + 0.9565 CO2 + 0.11 yeast. Sources: atomic masses; brewing textbooks (Balling); of fuels see there.
 */
export const reactions: Readonly<Record<UnmeasuredKind, readonly ReactionPart[]>> = {
  vapour: [{ substance: 'water-vapour', side: 'out', amount: 1 }],
  respiration: perLost(1.63 - 1.185, [
    { substance: 'dry-matter', side: 'used', amount: 1 },
    { substance: 'oxygen', side: 'in', amount: 1.185 },
    { substance: 'carbon-dioxide', side: 'out', amount: 1.63 },
    { substance: 'metabolic-water', side: 'made', amount: 0.556 },
    { substance: 'heat', side: 'out', amount: 17.5e6 },
  ]),
  fermentation: perLost(0.9565, [
    { substance: 'extract', side: 'used', amount: 2.0665 },
    { substance: 'carbon-dioxide', side: 'out', amount: 0.9565 },
    { substance: 'ethanol', side: 'made', amount: 1 },
    { substance: 'yeast', side: 'made', amount: 0.11 },
  ]),
  ...ofFuels(burnt),
  loss: [{ substance: 'loss', side: 'out', amount: 1 }],
};

/**
 * What a kilogram (of heat a joule) holds of each layer. Standard chemical exergy (J. Szargut, D. Morris, F. Steward, Exergy Analysis, 1988): O2 3.97,
 * CO2 19.87, water vapour 9.5 and water 0.9 kJ/mol. A loss may be anything from water to grain: what stands here is the most that it holds.
 */
const substanceContents: Readonly<Record<Substance, Partial<Readonly<Record<Layer, number>>>>> = {
  oxygen: { mass: 1, exergy: 3.97e6 / 31.998 },
  'carbon-dioxide': { mass: 1, carbon: 12.011 / 44.009, exergy: 19.87e6 / 44.009 },
  'water-vapour': { mass: 1, water: 1, exergy: 9.5e6 / 18.015 },
  'metabolic-water': { mass: 1, water: 1, exergy: 0.9e6 / 18.015 },
  ethanol: { mass: 1 },
  yeast: { mass: 1 },
  'dry-matter': { mass: 1 },
  extract: { mass: 1 },
  fuel: { mass: 1 },
  heat: { energy: 1 },
  loss: { mass: 1, water: 1, 'dry-mass': 1, carbon: 0.45, nitrogen: 0.04 },
};

/** Layers of which a part is made or ended inside: what is used up or made is not seen at the border. */
const inside: Partial<Readonly<Record<UnmeasuredKind, Partial<Readonly<Record<Layer, number>>>>>> = {
  // Water that respiration makes stays in the goods; dry mass goes.
  respiration: { water: -0.556 / 0.445, 'dry-mass': 1 / 0.445 },
  // Of the extract, ethanol and yeast stay as dry mass where that is mass less water.
  fermentation: { 'dry-mass': 1 },
  // Vapour of a fuel's own hydrogen was no water before.
  ...ofFuels(({ hydrogen }) => ({ water: -hydrogen * water, 'dry-mass': 1 })),
};

/** The gap of a layer per kilogram that is lost by a kind: what leaves for the air less what comes from it, and what is made or ended inside; undefined where it touches the layer not at all. */
export function lostIn(kind: UnmeasuredKind, layer: Layer): number | undefined {
  const key = `${kind} ${layer}`;
  if (!reckoned.has(key)) reckoned.set(key, reckonLost(kind, layer));
  return reckoned.get(key);
}

/** Asked for by every process of a network. */
const reckoned = new Map<string, number | undefined>();

function reckonLost(kind: UnmeasuredKind, layer: Layer): number | undefined {
  const crossing = reactions[kind].flatMap(({ substance, side, amount }) => {
    const content = substanceContents[substance][layer];
    if (content === undefined || (side !== 'in' && side !== 'out')) return [];
    return [(side === 'out' ? 1 : -1) * content * amount];
  });
  const within = inside[kind]?.[layer];
  if (crossing.length === 0 && within === undefined) return undefined;
  return crossing.reduce((sum, each) => sum + each, 0) + (within ?? 0);
}

/** The gap of a layer per kilogram that is lost by a kind, from the least to the most: of what a loss holds beside its mass nobody knows more. */
export function lostRange(
  kind: UnmeasuredKind,
  layer: Layer,
): { readonly low: number; readonly high: number } | undefined {
  const high = lostIn(kind, layer);
  return high === undefined ? undefined : { low: kind === 'loss' && layer !== 'mass' ? 0 : high, high };
}
