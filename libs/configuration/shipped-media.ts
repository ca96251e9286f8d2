/** The media every log is born with: between people both ways, from machines to people, from people to machines. */
import type { MediumDefined } from './events.js';

type Medium = MediumDefined['data'];

const inUse = { from: { unknown: true }, to: null } as const;
const BOTH = ['inbound', 'outbound'] as const;

const human = (code: string, channel: Medium['channel'], fr: string, en: string): Medium =>
  ({ code, label: { fr, en }, channel, directions: BOTH, automation: 'human', needsPermission: false, inUse });
/** What a machine sends is asked for permission. */
const sent = (code: string, channel: Medium['channel'], fr: string, en: string): Medium =>
  ({ code, label: { fr, en }, channel, directions: ['outbound'], automation: 'machine', needsPermission: true, inUse });
const received = (code: string, channel: Medium['channel'], fr: string, en: string): Medium =>
  ({ code, label: { fr, en }, channel, directions: ['inbound'], automation: 'machine', needsPermission: false, inUse });

export const shippedMedia: readonly Medium[] = [
  human('event', 'visit', 'Salon ou événement', 'Event'),
  human('face-to-face', 'visit', 'Face à face', 'Face to face'),
  human('phone', 'phone', 'Téléphone', 'Phone'),
  human('sms', 'sms', 'SMS', 'SMS'),
  human('email', 'email', 'E-mail', 'E-mail'),
  human('letter', 'letter', 'Courrier', 'Letter'),
  human('fax', 'fax', 'Télécopie', 'Fax'),
  human('video', 'phone', 'Visioconférence', 'Video call'),
  human('chat', 'chat', 'Messagerie instantanée', 'Chat'),
  human('social', 'social', 'Réseau social', 'Social network'),
  sent('sms-campaign', 'sms', 'SMS automatique', 'Automatic SMS'),
  sent('email-campaign', 'email', 'E-mail automatique', 'Automatic e-mail'),
  sent('voice-message', 'phone', 'Message vocal', 'Voice message'),
  sent('direct-mail', 'letter', 'Publipostage', 'Direct mail'),
  sent('push', 'push', 'Notification', 'Push notification'),
  received('ivr', 'phone', 'Serveur vocal', 'Voice menu'),
  received('web-form', 'web', 'Formulaire web', 'Web form'),
  received('chatbot', 'chat', 'Agent conversationnel', 'Chatbot'),
  received('sms-reply', 'sms', 'Réponse par SMS', 'SMS reply'),
  received('email-reply', 'email', 'Réponse par e-mail', 'E-mail reply'),
  received('portal', 'web', 'Espace client', 'Customer portal'),
  received('app', 'app', 'Application', 'App'),
];
