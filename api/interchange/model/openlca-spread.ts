import { type Json, numberOf, partOf, textOf } from './openlca-json.ts';

/** The standard deviation of each kind of distribution, from its parameters; NaN where one is missing. */
const deviations: Readonly<Record<string, (of: (name: string) => number) => number>> = {
  LOG_NORMAL_DISTRIBUTION: (of) => {
    const variance = Math.log(of('geomSd')) ** 2;
    return Math.abs(of('geomMean')) * Math.exp(variance / 2) * Math.sqrt(Math.expm1(variance));
  },
  NORMAL_DISTRIBUTION: (of) => Math.abs(of('sd')),
  // The order of the three is not always kept: the deviation does not depend on it.
  TRIANGLE_DISTRIBUTION: (of) => {
    const [a, b, c] = [of('minimum'), of('mode'), of('maximum')];
    return Math.sqrt(Math.max(0, (a * a + b * b + c * c - a * b - a * c - b * c) / 18));
  },
  UNIFORM_DISTRIBUTION: (of) => Math.abs(of('maximum') - of('minimum')) / Math.sqrt(12),
};

/**
 * How far an exchange is uncertain: one standard deviation, in the unit of the exchange. Undefined where the export says nothing, says that it is
 * certain, or says it in a way that is not known. Source: olca-schema, class Uncertainty.
 */
export function deviationIn(exchange: Json): number | undefined {
  const told = partOf(exchange, 'uncertainty');
  const deviation = told && deviations[textOf(told, 'distributionType') ?? ''];
  const value = deviation?.((name) => numberOf(told!, name, Number.NaN));
  return value !== undefined && Number.isFinite(value) && value > 0 ? value : undefined;
}
