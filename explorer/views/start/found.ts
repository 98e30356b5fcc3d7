/** What the form of a new network holds. */
export interface NewNetwork {
  readonly name: string;
  readonly member: string;
  readonly kind: 'Organization' | 'Person';
  readonly zone: string;
}

/** The address of a network made from its name: small letters, digits and hyphens; one that is taken gets a number. */
export function addressFor(name: string, taken: readonly string[]): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 56)
    .replace(/-+$/, '');
  const base = plain || 'network';
  const numbered = [base, ...taken.map((_, place) => `${base}-${place + 2}`)];
  return numbered.find((each) => !taken.includes(each))!;
}

/** What POST /api/networks takes: an empty network with its first member. */
export const foundingOf = ({ name, member, kind, zone }: NewNetwork, network: string, memberId: string) => ({
  network,
  name: name.trim(),
  zone,
  members: [memberId],
  records: [{ type: kind, id: memberId, name: member.trim() }],
});
