import { hash, randomUUID } from 'node:crypto';

/** The namespace of every id that Annals derives from a name. Changing it would give every event and fact another id. */
export const ANNALS_NAMESPACE = '6f4a1c52-3d0e-5b8a-9c47-2e1b7d90a3f5';

const NAMESPACE_BYTES = 16;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether the text is a UUID as Annals writes it: lower case, with dashes, of any version. */
export function isUuid(text: string): boolean;
export function isUuid(text: unknown): text is string;
export function isUuid(text: unknown): boolean {
  return typeof text === 'string' && UUID.test(text);
}

/** The UUID of version 5 (RFC 9562) of a name inside a namespace: the same two always give the same id. */
export function uuidV5(namespace: string, name: string): string {
  const bytes = Buffer.allocUnsafe(NAMESPACE_BYTES + Buffer.byteLength(name));
  bytes.write(namespace.replaceAll('-', ''), 'hex');
  bytes.write(name, NAMESPACE_BYTES);
  const hex = hash('sha1', bytes, 'hex');
  const variant = ((parseInt(hex[16]!, 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A random UUID (version 4), for what is not derived from a command. */
export const randomUuid: () => string = randomUUID;
