/** `annals verify log`: everything is read from the log itself, wherever it is. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Blocks } from '#libs/notary/blocks.js';
import { parseSeal, type Seal } from '#libs/notary/seal.js';
import { readSealingKey, SEALING_KEY_FILE } from '#libs/notary/sealing-key.js';
import { NotVerifiable, verifyLog, type Finding, type Verdict } from '#libs/notary/verify-log.js';
import type { Settings } from '#libs/platform/settings.js';
import { withOpenedLogs, type LogName } from '../log/move.js';

export interface VerifySeals {
  readonly settings: Settings;
  /** By default the log of this installation. */
  readonly log?: LogName | undefined;
  /** Seals that were kept elsewhere, one a line. */
  readonly sealFile?: string | undefined;
}

/** @throws NotVerifiable, and whatever keeps from reading the log */
export async function verifySeals({ settings, log: name = settings.EVENT_LOG, sealFile }: VerifySeals, onProgress: (events: number) => void): Promise<{ readonly equal: boolean; readonly lines: readonly string[] }> {
  const witnessed = sealFile === undefined ? [] : await readSealFile(sealFile);
  // Where the key is, no other may have signed; elsewhere the witnessed seals say which, or it is taken from the log and shown.
  const key = await readSealingKey(join(settings.ANNALS_DATA, 'keys', SEALING_KEY_FILE));
  return withOpenedLogs([name], settings, async ([opened]) => {
    const { log, pool } = opened!;
    const verdict = await verifyLog({ log, blocks: new Blocks(pool), witnessed, publicKey: witnessed[0]?.publicKey ?? key?.publicKey, onProgress });
    return { equal: verdict.finding === undefined, lines: described(verdict, key !== undefined || witnessed.length > 0) };
  });
}

async function readSealFile(file: string): Promise<Seal[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  const seals = lines.map((line, n) => {
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      value = undefined;
    }
    const seal = parseSeal(value);
    if (!seal) throw new NotVerifiable(`${file}, line ${n + 1}: expected a seal as annals seals export writes it`);
    return seal;
  });
  if (seals.length === 0) throw new NotVerifiable(`${file} holds no seal`);
  return seals;
}

function described({ events, sealed, seals, witnessed, publicKey, finding }: Verdict, keyIsKnown: boolean): string[] {
  if (finding) return [`${finding.kind.toUpperCase()}: ${placeOf(finding) || 'a seal'}`, `  ${finding.detail}`, 'What comes after it was not looked at.'];
  const unsealed = events - sealed;
  return [
    `${events} events read; the first ${sealed} are as they were sealed (${seals} seals${witnessed > 0 ? `, ${witnessed} witnessed` : ''}).`,
    ...(unsealed > 0 ? [`The last ${unsealed} are not sealed yet: nothing proves them.`] : []),
    keyIsKnown ? `Signed with the key ${publicKey}.` : `Signed with the key ${publicKey}, which was taken from the log itself: compare it with the one you know, or give --seal.`,
  ];
}

function placeOf({ ordinal, upTo, position, event }: Finding): string {
  if (upTo !== undefined) return `one of the events ${ordinal} to ${upTo} of the log`;
  return [
    ...(ordinal === undefined ? [] : [`event ${ordinal} of the log`]), ...(position === undefined ? [] : [`position ${position}`]),
    ...(event ? [`revision ${event.revision} of ${event.stream}`, event.type, event.id] : []),
  ].join(', ');
}
