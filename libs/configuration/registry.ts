/** Configuration as command handlers need it: read from the leader, remembered for a moment. */
import { CODE } from '#libs/commands/fields.js';
import type { Streams } from '#libs/commands/streams.js';
import type { Fold } from '#libs/event-log/fold.js';
import { builtInAttribute, customAttribute, identifierAttribute, type Attribute } from '#libs/facts/catalogue.js';
import type { Instant } from '#libs/temporal/dates.js';
import { attributeFold, attributeStream } from './attribute.js';
import { identifierSchemeFold, identifierSchemeStream, type IdentifierScheme } from './identifier-scheme.js';
import { datedMediumFold, mediumStream, type Medium } from './medium.js';
import { purposeFold, purposeStream, type Purpose } from './purpose.js';
import { relationTypeFold, relationTypeStream, type RelationTypeConfiguration } from './relation-type.js';

export type { Medium, Purpose };

/** What never changes of a definition is right for ever; its retirement by another process is seen after this long at most. */
const REMEMBERED_MS = 1_000;

export interface ConfigurationOptions {
  readonly streams: Streams;
  /** A clock that never steps back, in milliseconds. */
  readonly monotonic: () => number;
}

export class Configuration {
  private readonly remembered = new Map<string, { readonly at: number; readonly value: Promise<unknown> }>();

  constructor(private readonly options: ConfigurationOptions) {}

  /** An attribute: built in, of an identifier scheme, or defined at run time. */
  async attribute(code: string): Promise<Attribute | undefined> {
    const builtIn = builtInAttribute(code);
    if (builtIn) return builtIn;
    if (code.startsWith('identifier.')) return this.remember(code, 'attribute', async () => {
      const scheme = await this.identifierScheme(code.slice('identifier.'.length));
      return scheme && identifierAttribute(scheme, scheme.retired);
    });
    return this.remember(code, 'attribute', async () => {
      const { definition, retired } = await this.state(attributeStream(code), attributeFold);
      return definition && customAttribute(definition, retired);
    });
  }

  identifierScheme(code: string): Promise<IdentifierScheme | undefined> {
    return this.remember(code, 'scheme', async () => (await this.state(identifierSchemeStream(code), identifierSchemeFold)).scheme);
  }

  relationType(code: string): Promise<RelationTypeConfiguration | undefined> {
    return this.remember(code, 'type', async () => (await this.state(relationTypeStream(code), relationTypeFold)).type);
  }

  /** With when it was retired: what took place before may still be logged. */
  medium(code: string): Promise<(Medium & { readonly retiredAt: Instant | undefined }) | undefined> {
    return this.remember(code, 'medium', async () => {
      const { medium, retiredAt } = await this.state(mediumStream(code), datedMediumFold);
      return medium && { ...medium, retiredAt };
    });
  }

  purpose(code: string): Promise<Purpose | undefined> {
    return this.remember(code, 'purpose', async () => (await this.state(purposeStream(code), purposeFold)).purpose);
  }

  /** Forgets what is remembered, because this process has just changed it. */
  forget(): void {
    this.remembered.clear();
  }

  private async state<S>(stream: string, fold: Fold<S>): Promise<S> {
    return (await this.options.streams.load(stream, fold)).state;
  }

  /** Callers may ask for anything: what is no code has no stream either. */
  private remember<T>(code: string, kind: string, read: () => Promise<T | undefined>): Promise<T | undefined> {
    if (!CODE.test(code)) return Promise.resolve(undefined);
    const key = `${code} ${kind}`;
    const now = this.options.monotonic();
    const known = this.remembered.get(key);
    if (known && now - known.at < REMEMBERED_MS) return known.value as Promise<T | undefined>;
    const value = read();
    this.remembered.set(key, { at: now, value });
    // What is not there is not kept.
    value.then((found) => found ?? this.remembered.delete(key), () => this.remembered.delete(key));
    return value;
  }
}
