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
/** Natural gas: carbon per kilogram (IPCC 2006, volume 2, chapter 1: 15.3 kg per GJ at 48.0 MJ/kg is 0.734; 0.746 as H gas); the rest counts as hydrogen. */
const carbonOfGas = 0.746;

/**
 * What happens, by kind. Respiration of 1 kg C6H10O5: + 1.185 O2 -> 1.630 CO2 + 0.556 water, with 17.5 MJ of heat. Fermentation by Balling:
 * 2.0665 kg of extract -> 1 ethanol + 0.9565 CO2 + 0.11 yeast. Combustion is that of natural gas: all of it leaves, with oxygen of the
 * air. Sources: atomic masses; brewing textbooks (Balling); IPCC 2006, volume 2.
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
  combustion: [
    { substance: 'fuel', side: 'used', amount: 1 },
    {
      substance: 'oxygen',
      side: 'in',
      amount: carbonOfGas * carbonDioxide + (1 - carbonOfGas) * water - 1,
    },
    { substance: 'carbon-dioxide', side: 'out', amount: carbonOfGas * carbonDioxide },
    { substance: 'water-vapour', side: 'out', amount: (1 - carbonOfGas) * water },
  ],
  loss: [{ substance: 'loss', side: 'out', amount: 1 }],
};

/**
 * What a kilogram (of heat a joule) holds of each layer. Standard chemical exergy (J. Szargut, D. Morris, F. Steward, Exergy Analysis, 1988): O2 3.97,
 * CO2 19.87, water vapour 9.5 and water 0.9 kJ/mol. A loss may be anything from water to grain, so its range reaches that far in each layer.
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
  combustion: { water: -(1 - carbonOfGas) * water, 'dry-mass': 1 },
};

/** The gap of a layer per kilogram that is lost by a kind: what leaves for the air less what comes from it, and what is made or ended inside; undefined where it touches the layer not at all. */
export function lostIn(kind: UnmeasuredKind, layer: Layer): number | undefined {
  const crossing = reactions[kind].flatMap(({ substance, side, amount }) => {
    const content = substanceContents[substance][layer];
    if (content === undefined || (side !== 'in' && side !== 'out')) return [];
    return [(side === 'out' ? 1 : -1) * content * amount];
  });
  const within = inside[kind]?.[layer];
  if (crossing.length === 0 && within === undefined) return undefined;
  return crossing.reduce((sum, each) => sum + each, 0) + (within ?? 0);
}
