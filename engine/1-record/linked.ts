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
