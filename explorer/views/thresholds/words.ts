/** A name in at most two lines of about `most` characters. */
export function wrapName(name: string, most: number): readonly string[] {
  if (name.length <= most) return [name];
  const words = name.split(' ');
  let first = words[0]!;
  let used = 1;
  while (used < words.length && `${first} ${words[used]}`.length <= most) first += ` ${words[used++]}`;
  const rest = words.slice(used).join(' ');
  return rest === '' ? [first] : [first, rest.length > most + 4 ? `${rest.slice(0, most + 3).trimEnd()}…` : rest];
}
