/** SHA-1 or SHA-256 of bytes; passed in, since the engine does no cryptography of its own. */
export type Hash = (bytes: Uint8Array) => Uint8Array;

const iri = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s\p{Cc}<>"{}|\\^`]+$/u;

/** Whether a text can be an id: an absolute IRI of at most 512 characters (RFC 3987, checked for shape). */
export const isId = (text: string): boolean => text.length <= 512 && iri.test(text) && text.isWellFormed();

const encoder = new TextEncoder();

/** Bytes as lower-case hex. */
export const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

function urn(bytes: Uint8Array, version: number): string {
  bytes[6] = (bytes[6]! & 0x0f) | (version << 4);
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const text = hex(bytes.subarray(0, 16));
  return `urn:uuid:${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`;
}

/** A UUID of version 7 (RFC 9562): 48 bits of milliseconds, then the given 10 random bytes. */
export function uuidv7(milliseconds: number, random: Uint8Array): string {
  const bytes = new Uint8Array(16);
  for (let place = 5, rest = milliseconds; place >= 0; place--, rest = Math.floor(rest / 256))
    bytes[place] = rest % 256;
  bytes.set(random.subarray(0, 10), 6);
  return urn(bytes, 7);
}

/** Namespace of the ids that the server makes: uuidv5 of "Idempotency-Key/index". */
const namespace = Uint8Array.from([
  0x3f, 0x2a, 0x91, 0x6e, 0x0c, 0x54, 0x4d, 0x0b, 0x9a, 0x17, 0x5e, 0x88, 0xd1, 0x20, 0x7b, 0x43,
]);

/** A UUID of version 5 (RFC 9562) of a name in our namespace; `sha1` is passed in. */
export function uuidv5(name: string, sha1: Hash): string {
  const text = encoder.encode(name);
  const bytes = new Uint8Array(namespace.length + text.length);
  bytes.set(namespace);
  bytes.set(text, namespace.length);
  return urn(Uint8Array.from(sha1(bytes)), 5);
}
