/** The purposes every log is born with. Consent is one of six legal bases, and not always needed. */
import { CONTACT_CHANNELS, type LegalBasis, type PurposeDefined } from './events.js';

type Purpose = PurposeDefined['data'];

/** The day the regulation began to apply. */
const SINCE = '2018-05-25';
const THREE_YEARS = 1_096;
const TEN_YEARS = 3_653;
const REACHING = ['phone', 'sms', 'email', 'letter', 'visit', 'chat', 'push', 'social', 'fax'] as const satisfies typeof CONTACT_CHANNELS;
const WHO = ['name.legal', 'name.trade', 'name.usual', 'name.given', 'civility', 'phone', 'email', 'address.geographic', 'address.postal'] as const;

const purpose = (code: string, fr: string, en: string, basis: LegalBasis, retentionDays: number | null, channels: Purpose['channels'], attributes: Purpose['attributes']): Purpose =>
  ({ code, label: { fr, en }, legalBases: [{ basis, from: SINCE }], attributes, channels, retentionDays });

export const shippedPurposes: readonly Purpose[] = [
  purpose('contract', 'Exécution du contrat', 'Performing a contract', 'contract', THREE_YEARS, REACHING, WHO),
  purpose('accounting', 'Comptabilité', 'Accounting', 'legal-obligation', TEN_YEARS, ['letter', 'email'], WHO),
  purpose('service', 'Service après-vente', 'After-sales service', 'contract', THREE_YEARS, REACHING, WHO),
  purpose('b2b-prospecting', 'Prospection entre professionnels', 'Prospecting businesses', 'legitimate-interest', THREE_YEARS, REACHING, WHO),
  purpose('b2c-prospecting', 'Prospection de particuliers', 'Prospecting consumers', 'consent', THREE_YEARS, REACHING, WHO),
  purpose('statistics', 'Statistiques', 'Statistics', 'legitimate-interest', THREE_YEARS, [], ['activity', 'headcount', 'role', 'territory']),
  purpose('staff', 'Gestion du personnel', 'Managing staff', 'contract', null, REACHING, WHO),
];
