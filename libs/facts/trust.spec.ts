import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '#libs/temporal/dates.js';
import { trustOf, type TrustQuestion } from './trust.js';

/** Recorded on 10 January 2024, in force since 2020, never checked, never stale. */
const known: TrustQuestion = {
  asOf: '2024-06-01', validFrom: '2020-01-01', validTo: null, effectiveUpper: null, cut: false, fromStatedOn: '2024-01-10', valueOn: '2024-01-10', source: null, lastCheck: null, heldOn: null, freshnessDays: null,
};
const on = (asOf: string, question: Partial<TrustQuestion> = {}) => {
  const { trust, trustReason } = trustOf({ ...known, ...question, asOf });
  return trustReason === null ? trust : `${trust}: ${trustReason}`;
};

describe('an account migrated without a date, known to have begun by 15 April 2006', () => {
  const migrated = { validFrom: { unknown: true, notLaterThan: '2006-04-15' } } as const;

  it('is doubtful before that day, in force from it on', () => {
    expect(on('2005-12-31', migrated)).toBe('doubtful: start-unknown');
    expect(on('2006-04-14', migrated)).toBe('doubtful: start-unknown');
    expect(on('2006-04-15', migrated)).toBe('valid');
    expect(on('2010-06-01', migrated)).toBe('valid');
  });

  it('of which only the year is known counts from its first day', () => {
    const byYear = { validFrom: { unknown: true, notLaterThan: '2006' } } as const;
    expect(on('2005-12-31', byYear)).toBe('doubtful: start-unknown');
    expect(on('2006-01-01', byYear)).toBe('valid');
  });

  it('had begun by the day it was confirmed, and before it may not have', () => {
    const confirmed = { ...migrated, lastCheck: { on: '2005-06-01', disputed: false, reason: null } } as const;
    expect(on('2005-06-01', confirmed)).toBe('valid');
    expect(on('2005-05-31', { ...migrated, heldOn: '2005-06-01' })).toBe('doubtful: start-unknown');
  });

  it('without any date is doubtful until the day it was asserted', () => {
    const undated = { validFrom: { unknown: true } } as const;
    expect(on('2024-01-09', undated)).toBe('doubtful: start-unknown');
    expect(on('2024-01-10', undated)).toBe('valid');
  });
});

describe('a fact with an end', () => {
  it('is ended from that day on, whatever else is known', () => {
    const ended = { validTo: '2024-03-01', effectiveUpper: '2024-03-01', lastCheck: { on: '2024-02-01', disputed: true, reason: 'bounced' } } as const;
    expect(on('2024-02-29', ended)).toBe('doubtful: disputed:bounced');
    expect(on('2024-03-01', ended)).toBe('ended');
  });

  it('nobody knows is doubtful up to it', () => {
    const unknown = { validTo: { unknown: true, notLaterThan: '2024-03-01' }, effectiveUpper: '2024-03-01' } as const;
    expect(on('2024-02-29', unknown)).toBe('doubtful: end-unknown');
    expect(on('2024-03-01', unknown)).toBe('ended');
  });

  it('nobody knows is in no doubt up to the day it was confirmed, and again from then on', () => {
    const unknown = { validTo: { unknown: true, notLaterThan: '2025-03-01' }, effectiveUpper: '2025-03-01', heldOn: '2024-06-01' } as const;
    const confirmed = { ...unknown, lastCheck: { on: '2024-06-01', disputed: false, reason: null } };
    expect(on('2024-05-31', unknown)).toBe('valid');
    expect(on('2024-06-01', confirmed)).toBe('valid');
    expect(on('2024-06-02', confirmed)).toBe('doubtful: end-unknown');
    expect(on('2025-03-01', confirmed)).toBe('ended');
    expect(on('2024-07-01', { ...confirmed, lastCheck: { on: '2024-06-15', disputed: true, reason: 'bounced' } })).toBe('doubtful: disputed:bounced');
    expect(on('2024-06-02', unknown)).toBe('doubtful: end-unknown');
  });

  it('nobody knows is not in doubt where another fact ends it first', () => {
    expect(on('2023-12-31', { validTo: { unknown: true, notLaterThan: '2024-03-01' }, effectiveUpper: '2024-01-01', cut: true })).toBe('valid');
  });
});

describe('a fact that goes stale after 30 days', () => {
  const stale = { freshnessDays: 30 } as const;

  it('is fresh from the day its value was stated', () => {
    expect(on('2024-02-08', stale)).toBe('valid');
    expect(on('2024-02-09', stale)).toBe('doubtful: past-freshness');
  });

  it('is as old as its source knew it, where that was before it was recorded', () => {
    expect(on('2024-01-10', { ...stale, source: { recordedAt: '2005-04-15T00:00:00Z' } })).toBe('doubtful: past-freshness');
    expect(on('2024-01-29', { ...stale, source: { recordedAt: '2023-12-31T23:30:00+01:00' } })).toBe('valid');
    expect(on('2024-01-30', { ...stale, source: { recordedAt: '2023-12-31T23:30:00+01:00' } })).toBe('doubtful: past-freshness');
    expect(on('2024-02-08', { ...stale, source: { recordedAt: '2024-02-01T00:00:00Z' } })).toBe('valid');
    expect(on('2024-02-09', { ...stale, source: { recordedAt: '2024-02-01T00:00:00Z' } })).toBe('doubtful: past-freshness');
    expect(on('2024-02-08', { ...stale, source: { recordedAt: '2005-04-15T00:00:00Z' }, lastCheck: { on: '2024-02-01', disputed: false, reason: null } })).toBe('valid');
  });

  it('is fresh again from a confirmation', () => {
    const confirmed = { ...stale, lastCheck: { on: '2024-05-01', disputed: false, reason: null } } as const;
    expect(on('2024-05-30', confirmed)).toBe('valid');
    expect(on('2024-05-31', confirmed)).toBe('doubtful: past-freshness');
  });

  it('is not made older by a confirmation of an earlier day', () => {
    const confirmed = { ...stale, lastCheck: { on: '2023-06-01', disputed: false, reason: null } } as const;
    expect(on('2024-02-08', confirmed)).toBe('valid');
    expect(on('2024-02-09', confirmed)).toBe('doubtful: past-freshness');
    const migrated = { ...confirmed, source: { recordedAt: '2023-12-31T00:00:00Z' } };
    expect(on('2024-01-29', migrated)).toBe('valid');
    expect(on('2024-01-30', migrated)).toBe('doubtful: past-freshness');
  });

  it('is not stale before it has begun', () => {
    const planned = { ...stale, validFrom: '2026-01-01' };
    expect(on('2026-01-30', planned)).toBe('valid');
    expect(on('2026-01-31', planned)).toBe('doubtful: past-freshness');
  });

  it('counts through a leap day', () => {
    expect(on('2024-03-02', { freshnessDays: 2, valueOn: '2024-02-28' })).toBe('doubtful: past-freshness');
    expect(on('2024-03-01', { freshnessDays: 2, valueOn: '2024-02-28' })).toBe('doubtful: past-freshness');
    expect(on('2024-02-29', { freshnessDays: 2, valueOn: '2024-02-28' })).toBe('valid');
  });

  it('never does where no freshness is set', () => {
    expect(on('2099-01-01')).toBe('valid');
  });
});

describe('a disputed fact', () => {
  it('is doubtful with the reason, however fresh', () => {
    expect(on('2024-06-01', { freshnessDays: 3_650, lastCheck: { on: '2024-05-31', disputed: true, reason: 'wrong-number' } })).toBe('doubtful: disputed:wrong-number');
  });
});

describe('trust', () => {
  it('once past freshness stays so while nothing more is learned', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 2_000 }), fc.integer({ min: 0, max: 4_000 }), (freshnessDays, later) => {
      const doubtfulFrom = addDays(known.valueOn, freshnessDays);
      expect(on(addDays(doubtfulFrom, later), { freshnessDays })).toBe('doubtful: past-freshness');
      expect(on(addDays(doubtfulFrom, -1), { freshnessDays })).toBe('valid');
    }));
  });
});
