const day = /^\d{4}-\d\d-\d\d$/;
const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/;

/** The datatype of a time as it was written; undefined when XML Schema knows none for it (no seconds, a blank in between). */
export const timeType = (text: string): 'xsd:date' | 'xsd:dateTime' | undefined =>
  day.test(text) ? 'xsd:date' : moment.test(text) ? 'xsd:dateTime' : undefined;
