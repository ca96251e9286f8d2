import { describe, expect, it } from '@jest/globals';
import { FixedClock } from '#libs/platform/clock.js';
import type { Fault } from '#libs/platform/refusal.js';
import { zone } from '#libs/temporal/dates.js';
import { commandContext, readAttempted, readCaller, type Headers } from './command-context.js';

const AGENT = 'agent:7c1e5d80-94a3-4f6b-b1c2-5e8a7f1d3b90';
const surroundings = { clock: new FixedClock('2024-06-10T22:30:00.000Z'), zone: zone('Europe/Paris') };

const read = (headers: Headers) => {
  const faults: Fault[] = [];
  return { caller: readCaller(headers, faults), attempted: readAttempted(headers, faults), faults };
};

describe('headers of a command', () => {
  it('need only a key', () => {
    const { caller, attempted, faults } = read({ 'idempotency-key': 'order:1' });
    expect(faults).toEqual([]);
    expect(attempted).toEqual({ key: 'order:1' });
    expect(caller).toEqual({ caller: 'service:local', actor: 'service:local', validateOnly: false });
  });

  it('say who, for whom, why, and at which revision', () => {
    const { caller, attempted, faults } = read({
      'idempotency-key': 'k', 'if-match': '"12"', 'annals-caller': 'service:crm', 'annals-actor': AGENT, 'annals-on-behalf-of': 'system:retention', 'annals-reason': 'mail-bounced',
      prefer: 'respond-async, Validate-Only',
    });
    expect(faults).toEqual([]);
    expect(attempted).toEqual({ key: 'k', ifMatch: 12 });
    expect(caller).toEqual({ caller: 'service:crm', actor: AGENT, onBehalfOf: 'system:retention', reason: 'mail-bounced', validateOnly: true });
  });

  it('are all told when they are wrong', () => {
    const { faults } = read({ 'if-match': 'W/"1"', 'annals-caller': 'crm', 'annals-actor': 'jane@example.org', 'annals-on-behalf-of': 'agent:jane', 'annals-reason': 'She asked' });
    expect(faults.map(({ path }) => path)).toEqual(['Annals-Caller', 'Annals-On-Behalf-Of', 'Annals-Reason', 'Annals-Actor', 'Idempotency-Key', 'If-Match']);
  });

  it.each(['validate-only=true', 'validate-only; because="i wonder"', 'respond-async , VALIDATE-ONLY ;x'])('ask that nothing be written, in whatever form: %s', (prefer) => {
    expect(read({ 'idempotency-key': 'k', prefer }).caller.validateOnly).toBe(true);
  });

  it.each(['', ' ', 'a b', 'é', 'a'.repeat(129), 'a, b'])('refuse the key %p', (key) => {
    expect(read({ 'idempotency-key': key }).faults).toMatchObject([{ path: 'Idempotency-Key' }]);
  });

  it.each(['*', '3', '"03"', '"-1"', '"1", "2"', '"1e3"'])('refuse If-Match %p', (value) => {
    expect(read({ 'idempotency-key': 'k', 'if-match': value }).faults).toMatchObject([{ path: 'If-Match' }]);
  });
});

describe('the context of a command', () => {
  const contextOf = (headers: Headers) => {
    const { caller, attempted } = read(headers);
    return commandContext(caller, attempted, 'create-party', {}, surroundings);
  };

  it('has one id for each caller and key', () => {
    const id = contextOf({ 'idempotency-key': 'k' }).commandId;
    expect(contextOf({ 'idempotency-key': 'k', 'annals-actor': AGENT }).commandId).toBe(id);
    expect(contextOf({ 'idempotency-key': 'other' }).commandId).not.toBe(id);
    expect(contextOf({ 'idempotency-key': 'k', 'annals-caller': 'service:crm' }).commandId).not.toBe(id);
  });

  it('knows the day in the business zone', () => {
    expect(contextOf({ 'idempotency-key': 'k' })).toMatchObject({ now: '2024-06-10T22:30:00.000Z', today: '2024-06-11' });
  });

  it('belongs to the trace of its caller, else to itself', () => {
    const traced = contextOf({ 'idempotency-key': 'k', traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' });
    expect(traced).toMatchObject({ correlationId: '4bf92f3577b34da6a3ce929d0e0e4736', causationId: '00f067aa0ba902b7' });
    const own = contextOf({ 'idempotency-key': 'k', traceparent: 'nonsense' });
    expect(own.correlationId).toBe(own.commandId);
    expect(own.causationId).toBeUndefined();
  });
});
