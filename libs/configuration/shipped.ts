/** What every new log is born with: identifier schemes, freshness, media and purposes. The relation types ship with their own context. */
import type { DomainEvent } from '#libs/event-log/domain-event.js';
import { WrongExpectedRevision, type EventLog } from '#libs/event-log/event-log.js';
import type { PersonalDataCodec } from '#libs/personal-data/codec.js';
import { ANNALS_NAMESPACE, uuidV5 } from '#libs/platform/uuid.js';
import { attributeStream } from './attribute.js';
import type { IdentifierSchemeDefined, RelationTypeDefined } from './events.js';
import { identifierSchemeStream } from './identifier-scheme.js';
import { mediumStream } from './medium.js';
import { purposeStream } from './purpose.js';
import { relationTypeStream } from './relation-type.js';
import { shippedMedia } from './shipped-media.js';
import { shippedPurposes } from './shipped-purposes.js';

type Scheme = IdentifierSchemeDefined['data'];
const ORGANISATION = ['organisation'] as const;
const ACTOR = ['organisation', 'person'] as const;

export const shippedIdentifierSchemes: readonly Scheme[] = [
  { code: 'siren', label: { fr: 'SIREN', en: 'SIREN' }, pattern: '[0-9]{9}', check: 'siren', unique: true, transferable: false, kinds: ORGANISATION, structures: ['legal-unit'], perSystem: false },
  { code: 'siret', label: { fr: 'SIRET', en: 'SIRET' }, pattern: '[0-9]{14}', check: 'siret', unique: true, transferable: false, kinds: ORGANISATION, structures: ['establishment'], perSystem: false },
  { code: 'vat', label: { fr: 'TVA intracommunautaire (France)', en: 'French VAT number' }, pattern: 'FR[0-9]{11}', check: 'fr-vat', unique: true, transferable: false, kinds: ORGANISATION, perSystem: false },
  { code: 'lei', label: { fr: 'LEI', en: 'LEI' }, pattern: '[A-Z0-9]{18}[0-9]{2}', check: 'lei', unique: true, transferable: false, kinds: ORGANISATION, perSystem: false },
  { code: 'rna', label: { fr: 'RNA', en: 'RNA' }, pattern: 'W[0-9]{9}', check: 'rna', unique: true, transferable: false, kinds: ORGANISATION, perSystem: false },
  { code: 'register', label: { fr: 'Registre étranger', en: 'Foreign register' }, pattern: '.{1,128}', check: 'none', unique: true, transferable: false, kinds: ORGANISATION, perSystem: true },
  { code: 'e-invoicing', label: { fr: 'Adresse de facturation électronique', en: 'E-invoicing address' }, pattern: '.{1,128}', check: 'none', unique: false, transferable: true, kinds: ORGANISATION, perSystem: false },
  { code: 'erp', label: { fr: 'Compte ERP', en: 'ERP account' }, pattern: '.{1,128}', check: 'none', unique: true, transferable: true, kinds: ACTOR, perSystem: true },
  { code: 'external', label: { fr: 'Identifiant externe', en: 'External id' }, pattern: '.{1,128}', check: 'none', unique: true, transferable: true, kinds: ['organisation', 'person', 'household'], perSystem: true },
];

/** Days after its last check that a fact turns doubtful: contact points go stale fastest. Attributes not named never do. */
export const shippedFreshness: Readonly<Record<string, number>> = {
  phone: 730, email: 730, website: 1_095, social: 730, 'address.geographic': 1_095, 'address.postal': 1_095, 'preferred-contact': 730, headcount: 730, 'revenue.own': 730,
  role: 1_095, 'point-of-sale': 1_095, preference: 1_095, interest: 1_095, 'job-title': 730, department: 730,
};

interface ShippedStream {
  readonly stream: string;
  readonly event: DomainEvent;
}

/** One event a stream, in the order in which they are appended. */
function shippedStreams(relationTypes: readonly RelationTypeDefined['data'][]): ShippedStream[] {
  return [
    ...shippedIdentifierSchemes.map((data) => ({ stream: identifierSchemeStream(data.code), event: { type: 'IdentifierSchemeDefined', data } })),
    ...relationTypes.map((data) => ({ stream: relationTypeStream(data.code), event: { type: 'RelationTypeDefined', data } })),
    ...shippedMedia.map((data) => ({ stream: mediumStream(data.code), event: { type: 'MediumDefined', data } })),
    ...shippedPurposes.map((data) => ({ stream: purposeStream(data.code), event: { type: 'PurposeDefined', data } })),
    ...Object.entries(shippedFreshness).map(([code, freshnessDays]) => ({ stream: attributeStream(code), event: { type: 'AttributeFreshnessSet', data: { code, freshnessDays } } })),
  ];
}

/**
 * Appends what the log does not hold yet, at its creation or by a new release. Ids follow from the streams, so that two
 * processes starting at once write it once; a stream that somebody has written to since is left alone.
 */
export async function appendShipped(log: EventLog, codec: PersonalDataCodec, relationTypes: readonly RelationTypeDefined['data'][]): Promise<void> {
  const commandId = uuidV5(ANNALS_NAMESPACE, 'shipped configuration');
  const system = { caller: 'service:annals', actor: 'system:annals', verified: false, correlationId: commandId } as const;
  await Promise.all(shippedStreams(relationTypes).map(async ({ stream, event }) => {
    if ((await log.readStream(stream, 0, 1)).length > 0) return;
    const id = uuidV5(commandId, `${stream}/1`);
    const [content] = await codec.encode(undefined, [{ id, event, metadata: { v: 0, n: 1, of: 1, ...system } }]);
    try {
      await log.append(stream, 'no-stream', [{ id, type: event.type, commandId, ...content! }]);
    } catch (error) {
      if (!(error instanceof WrongExpectedRevision)) throw error;
    }
  }));
}
