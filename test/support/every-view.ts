/** Every view of both samples, and the main forms of each: what is looked at by the tests of access, print and keyboard. */
export const everyView = [
  '/grain-loop/flows',
  '/grain-loop/flows?by=specification',
  '/grain-loop/map',
  '/grain-loop/footprints',
  '/grain-loop/models',
  '/grain-loop/models?model=us-io-2017',
  '/grain-loop/models?model=us-io-2017&product=311FT&form=tree',
  '/grain-loop/thresholds',
  '/grain-loop/thresholds?form=bars',
  '/grain-loop/thresholds?scope=world',
  '/grain-loop/reuse',
  '/grain-loop/ledger',
  '/grain-loop/ledger?show=stock',
  '/grain-loop/ledger?stock=urn:throughflow:grain-loop:stock:hops',
  '/grain-loop/ledger?stock=urn:throughflow:grain-loop:stock:wheat-w25-2&way=track',
  '/grain-loop/reports?what=process&process=urn:throughflow:grain-loop:process:brew-2025-06-12',
  '/grain-loop/reports?what=balance&layer=carbon&from=2025-06-01&to=2025-06-30',
  '/kalundborg/flows',
  '/kalundborg/map',
] as const;

/** Every page of the explorer: what is held against the rules of access on a wide page and on a phone. */
export const everyPage = [
  '/',
  '/grain-loop/record',
  '/grain-loop/record?do=table',
  '/grain-loop/ledger',
  '/grain-loop/ledger?show=stock',
  '/grain-loop/ledger?show=meters',
  '/grain-loop/ledger?reading=urn:throughflow:grain-loop:fact:gas-brewery-invoice-2025-06',
  '/grain-loop/ledger?reading=urn:throughflow:grain-loop:fact:gas-brewery-meter-2025-07-01',
  '/grain-loop/record?do=meter',
  '/grain-loop/plans',
  '/grain-loop/plans?show=offers&form=offer',
  '/grain-loop/record?do=batch',
  '/grain-loop/flows',
  '/grain-loop/thresholds',
  '/grain-loop/thresholds?form=bars',
  '/grain-loop/thresholds?sel=climate',
  '/grain-loop/thresholds?scope=world',
  '/grain-loop/flows?by=specification',
  '/grain-loop/flows?loop=1',
  '/grain-loop/reuse',
  '/grain-loop/reuse?tab=chart',
  '/grain-loop/map',
  '/grain-loop/map?areas=world&sel=place:urn:throughflow:grain-loop:place:bakery',
  '/grain-loop/footprints',
  '/grain-loop/footprints?product=urn:throughflow:grain-loop:spec:bread',
  '/kalundborg/footprints',
  '/grain-loop/reports',
  '/grain-loop/reports?resource=urn:throughflow:grain-loop:stock:malt-b24',
  '/grain-loop/reports?what=lots&agent=urn:throughflow:grain-loop:agent:mill',
  '/grain-loop/reports?what=recall&resource=urn:throughflow:grain-loop:stock:malt-b24',
  '/grain-loop/reports?what=process',
  '/grain-loop/reports?what=cash',
  '/grain-loop/reports?what=plan&plan=urn:throughflow:grain-loop:plan:bread-brews-june',
  '/grain-loop/reports?what=delivery&event=urn:throughflow:grain-loop:event:01690',
  '/grain-loop/people',
  '/grain-loop/seen',
  '/grain-loop/seen?agent=urn:throughflow:grain-loop:agent:bakery&by=public',
  '/join',
  '/kalundborg/record',
  '/kalundborg/ledger',
  '/kalundborg/flows',
  '/kalundborg/map',
  '/kalundborg/thresholds',
  '/kalundborg/reuse',
] as const;

const [spec, stock] = ['urn:throughflow:grain-loop:spec', 'urn:throughflow:grain-loop:stock'];
const reports = '/grain-loop/reports?what=';
const mill = 'agent=urn:throughflow:grain-loop:agent:mill';
const baking = 'process=urn:throughflow:grain-loop:process:bake-2025-02-01';

/** Every page, and the forms of it that show other figures: what is asked whether each of them tells about itself. */
export const everyFigure = [
  ...everyPage,
  `/grain-loop/footprints?product=${spec}:bread&form=tree`,
  `/grain-loop/footprints?product=${spec}:bread&form=table`,
  `/grain-loop/footprints?product=${spec}:bread&form=table&part=process`,
  `/grain-loop/footprints?product=${spec}:beer&indicator=water`,
  '/grain-loop/flows?tab=table',
  '/grain-loop/flows?sel=agent:urn:throughflow:grain-loop:agent:brewery',
  '/kalundborg/flows?tab=table',
  '/grain-loop/models',
  '/grain-loop/models?model=us-2017',
  '/grain-loop/ledger?event=urn:throughflow:grain-loop:event:01690',
  `/grain-loop/ledger?stock=${stock}:hops`,
  `/grain-loop/ledger?stock=${stock}:hops&tab=table`,
  `/grain-loop/ledger?stock=${stock}:wheat-w25-2&way=track`,
  `/grain-loop/ledger?stock=${stock}:wheat-w25-2&way=trace&tab=table`,
  '/grain-loop/plans?plan=urn:throughflow:grain-loop:plan:bread-brews-june',
  '/grain-loop/plans?show=offers',
  '/grain-loop/plans?show=agreements',
  '/grain-loop/plans?show=promises',
  '/grain-loop/plans?show=owed',
  '/grain-loop/plans?show=recipes',
  '/grain-loop/thresholds?tab=table',
  '/grain-loop/thresholds?sel=land',
  '/grain-loop/map?tab=table',
  '/grain-loop/map?sel=place:urn:throughflow:grain-loop:place:bakery',
  `${reports}contributions&${mill}`,
  `${reports}holdings&${mill}`,
  `${reports}delivery&${mill}`,
  `${reports}process&${baking}`,
  `${reports}balance`,
  `${reports}balance&${baking}`,
] as const;

/** The name of a file for an address. */
export const fileOf = (address: string): string =>
  address === '/'
    ? 'start'
    : address
        .slice(1)
        .replace(/[^a-z0-9]+/gi, '-')
        .replace(/-$/, '');
