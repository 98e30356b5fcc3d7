import { type Component, componentAt, recorded } from './assembly/burden.ts';
import type { CarbonOrigins, FigureShares } from './footprint-result.ts';

const read = (burden: Float64Array, component: Component): number => burden[componentAt[component]]!;

/** What a burden rests on, as parts of its value. */
export function sharesOf(burden: Float64Array): FigureShares {
  const value = read(burden, 'value');
  const part = (component: Component) => read(burden, component) / value;
  const amounts = recorded.reduce((sum, each) => sum + read(burden, each), 0);
  return {
    own: part('own'),
    exact: part('exact'),
    near: part('near'),
    proxy: part('proxy'),
    raised: part('raised'),
    unexplained: part('unexplained'),
    assumed: part('assumed'),
    measured: (amounts - read(burden, 'spread')) / value,
    spread: part('spread'),
  };
}

/** A burden by the origin of its carbon, per so much of something. */
export function carbonOf(burden: Float64Array, quantity = 1): CarbonOrigins {
  const line = (component: Component) => read(burden, component) / quantity;
  const [fossil, biogenic, landUse, none] = [line('fossil'), line('biogenic'), line('land-use'), line('none')];
  const untold = line('value') - fossil - biogenic - landUse - none;
  const whole = Math.abs(fossil) + Math.abs(biogenic) + Math.abs(landUse) + Math.abs(none);
  // What rounding leaves of sums of many figures is not told apart from nothing.
  const isRounding = Math.abs(untold) <= 1e-12 * whole;
  return { fossil, biogenic, landUse, none, untold: isRounding ? 0 : untold, soil: line('soil') };
}
