/** The Merkle tree of RFC 6962 (Certificate Transparency), 2.1: leaves are hashes already, so only nodes are hashed here. */
import { HASH_BYTES, sha256 } from './chain.js';

/** Tells the hash of a node from that of a leaf. */
const NODE = 0x01;

function nodeHash(left: Buffer, right: Buffer): Buffer {
  const bytes = Buffer.allocUnsafe(1 + 2 * HASH_BYTES);
  bytes[0] = NODE;
  left.copy(bytes, 1);
  right.copy(bytes, 1 + HASH_BYTES);
  return sha256(bytes);
}

/** The root of one leaf at least. */
export function merkleRoot(leaves: readonly Buffer[]): Buffer {
  return levels(leaves).at(-1)![0]!;
}

/** The hashes beside the way from a leaf up to the root: with them the leaf leads to the root, and to nothing else. */
export function auditPath(leaves: readonly Buffer[], index: number): Buffer[] {
  const path: Buffer[] = [];
  let at = index;
  for (const level of levels(leaves).slice(0, -1)) {
    const beside = level[at ^ 1];
    if (beside) path.push(beside);
    at >>= 1;
  }
  return path;
}

/** From the leaves to the root. What has no sibling goes up as it is: the same tree as RFC 6962 cuts at the largest power of two. */
function levels(leaves: readonly Buffer[]): Buffer[][] {
  const all: Buffer[][] = [[...leaves]];
  for (let level = all[0]!; level.length > 1;) {
    const above: Buffer[] = [];
    for (let i = 0; i < level.length; i += 2) above.push(i + 1 < level.length ? nodeHash(level[i]!, level[i + 1]!) : level[i]!);
    all.push(above);
    level = above;
  }
  return all;
}
