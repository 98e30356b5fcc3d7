/** Every view of both samples, and the main forms of each: what is looked at by the tests of access, print and keyboard. */
export const everyView = [
  '/grain-loop/flows',
  '/grain-loop/flows?by=specification',
  '/grain-loop/map',
  '/grain-loop/footprints',
  '/grain-loop/thresholds',
  '/grain-loop/thresholds?form=bars',
  '/grain-loop/thresholds?scope=world',
  '/grain-loop/reuse',
  '/grain-loop/ledger',
  '/grain-loop/ledger?show=stock',
  '/grain-loop/ledger?stock=urn:throughflow:grain-loop:stock:hops',
  '/grain-loop/ledger?stock=urn:throughflow:grain-loop:stock:wheat-w25-2&way=track',
  '/kalundborg/flows',
  '/kalundborg/map',
] as const;

/** The name of a file for an address. */
export const fileOf = (address: string): string =>
  address === '/'
    ? 'start'
    : address
        .slice(1)
        .replace(/[^a-z0-9]+/gi, '-')
        .replace(/-$/, '');
