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
  '/grain-loop/reports?what=process&process=urn:throughflow:grain-loop:process:brew-2025-06-12',
  '/grain-loop/reports?what=balance&layer=carbon&from=2025-06-01&to=2025-06-30',
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
