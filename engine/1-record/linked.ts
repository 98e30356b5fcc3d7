/** Where the words come from: the vocabulary, the ontology of measures, places on earth, and our own. */
export const vocabularies = {
  vf: 'https://w3id.org/valueflows/ont/vf#',
  om2: 'http://www.ontology-of-units-of-measure.org/resource/om-2/',
  wgs84: 'http://www.w3.org/2003/01/geo/wgs84_pos#',
  geosparql: 'http://www.opengis.net/ont/geosparql#',
  throughflow: 'urn:throughflow:term:',
} as const;

const namespaces = [
  ...Object.values(vocabularies),
  'http://w3id.org/valueflows/ont/vf#',
  'https://w3id.org/valueflows#',
  'https://w3id.org/valueflows/',
  'vf:',
  'om2:',
  'om:',
  'wgs84:',
  'geosparql:',
  'throughflow:',
];

/** The bare name of a term of the vocabulary or of the ontology of measures, in whichever namespace it was written. */
export function localName(name: string): string {
  const prefix = namespaces.find((each) => name.startsWith(each));
  return prefix === undefined ? name : name.slice(prefix.length);
}

/** Whether something is a JSON object. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What JSON-LD says of an object beside its fields: it adds nothing to a field whose shape is known. */
const asides = new Set(['@type', '@context']);

/** A value in plain JSON: `{"@value": x}` is x, terms have their bare names, types of parts are left out. References `{"@id": x}` stay. */
export function plainValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainValue);
  if (!isObject(value)) return value;
  if ('@value' in value) return value['@value'];
  const fields = Object.entries(value).filter(([name]) => !asides.has(name));
  return Object.fromEntries(fields.map(([name, each]) => [localName(name), plainValue(each)]));
}

/** The bare name in a term written as text or as a reference; anything else as it is. */
export function plainTerm(value: unknown): unknown {
  const term = isObject(value) && Object.keys(value).length === 1 ? (value['@id'] ?? value) : value;
  return typeof term === 'string' ? localName(term) : value;
}
