#!/usr/bin/env node
// node verify-inclusion.mjs <proof.json> [<public key>]
// Checks that an event is in a sealed log of Annals, with nothing but this file and Node: no log, no server, no library.
// The proof comes from `annals proof <eventId>`, the public key (base64url) from whoever published it.
import { Buffer } from 'node:buffer';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';

const sha256 = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest();
const length = (bytes) => Buffer.from(Uint32Array.of(bytes.length).buffer).swap32();

// Canonical JSON (RFC 8785).
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}

// The hash of the event: each part behind its length, the hash of the event before as the last. Any other member makes it another one.
function eventHash({ ordinal, id, stream, revision, type, recordedAt, commandId, left, data, metadata, ...more }, previous) {
  const texts = [ordinal, id, stream, revision, type, recordedAt, commandId, left, canonical(data), canonical(metadata), ...Object.keys(more)];
  const parts = [...texts.map((text) => Buffer.from(String(text))), Buffer.from(previous, 'hex')];
  return sha256(Buffer.of(0), ...parts.flatMap((part) => [length(part), part]));
}

// From the event up to the root of the Merkle tree of its block (RFC 6962): what has no sibling goes up as it is.
function rootFrom(leaf, index, size, path) {
  let hash = leaf;
  const beside = path.map((hex) => Buffer.from(hex, 'hex'));
  for (let at = index, last = size - 1; last > 0; at >>= 1, last >>= 1) {
    if (at % 2 === 1) hash = sha256(Buffer.of(1), beside.shift() ?? Buffer.alloc(0), hash);
    else if (at < last) hash = sha256(Buffer.of(1), hash, beside.shift() ?? Buffer.alloc(0));
  }
  return beside.length === 0 ? hash.toString('hex') : 'the path is too long';
}

const [, , file, expectedKey] = process.argv;
const { event, previous, path, seal } = JSON.parse(readFileSync(file, 'utf8'));
const { signature, ...unsigned } = seal;
const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: seal.publicKey }, format: 'jwk' });
const faults = [
  [event.ordinal < seal.first || event.ordinal > seal.last, 'the event is not of the sealed block'],
  [rootFrom(eventHash(event, previous), event.ordinal - seal.first, seal.last - seal.first + 1, path) !== seal.root, 'the event does not lead to the sealed root'],
  [!verify(null, Buffer.from(`annals seal\n${canonical(unsigned)}`), key, Buffer.from(signature, 'base64url')) || Buffer.from(signature, 'base64url').toString('base64url') !== signature, 'the signature does not fit the seal'],
  [expectedKey !== undefined && expectedKey !== seal.publicKey, `the seal is signed with another key: ${seal.publicKey}`],
].filter(([wrong]) => wrong).map(([, fault]) => fault);
console.log(faults.length > 0 ? `NOT PROVEN: ${faults.join('; ')}` : `Proven: event ${event.id} (${event.type}), recorded at ${event.recordedAt}, is event ${event.ordinal} of the log sealed with the key ${seal.publicKey}.`);
process.exitCode = faults.length > 0 ? 1 : 0;
