/**
 * The plain decimal text of a number that a person typed, and whether it can be read in two ways.
 * A single point or comma before exactly three digits ("1,250") is ambiguous in a world with both habits;
 * it is read as grouping with a comma and as a decimal point with a point, and the form shows how it was read.
 */
export function readTyped(typed: string): { value: string; ambiguous: boolean } | undefined {
  const text = typed.trim().replace(/[\s\u00a0\u202f']/g, '');
  if (/^\d+$/.test(text)) return { value: text, ambiguous: false };
  if (/^\d{1,3}(,\d{3})+$/.test(text))
    return { value: text.replaceAll(',', ''), ambiguous: text.split(',').length === 2 };
  if (/^\d{1,3}(\.\d{3}){2,}$/.test(text)) return { value: text.replaceAll('.', ''), ambiguous: false };
  if (/^\d*[.,]\d+$/.test(text)) {
    const value = text.replace(',', '.').replace(/^\./, '0.');
    return { value, ambiguous: /^\d{1,3}\.\d{3}$/.test(text) };
  }
  if (/^\d{1,3}(,\d{3})+\.\d+$/.test(text)) return { value: text.replaceAll(',', ''), ambiguous: false };
  if (/^\d{1,3}(\.\d{3})+,\d+$/.test(text))
    return { value: text.replaceAll('.', '').replace(',', '.'), ambiguous: false };
  return undefined;
}
