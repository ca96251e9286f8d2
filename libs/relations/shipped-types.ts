/** The relation types every new log is born with. */
import type { Label, RelationTypeDefined } from '#libs/configuration/events.js';

type Definition = RelationTypeDefined['data'];

/** A label whose French form agrees with the gender of the party it speaks of. */
const gendered = (masculine: string, feminine: string, en: string): Label => ({ fr: { masculine, feminine }, en });
const plain = (fr: string, en: string): Label => ({ fr, en });

const ORGANISATION = [{ kind: 'organisation' }] as const;
const PERSON = [{ kind: 'person' }] as const;
const HOUSEHOLD = [{ kind: 'household' }] as const;
const TEAM = [{ kind: 'organisation', structures: ['team'] }] as const;
const ANYONE = [{ kind: 'organisation' }, { kind: 'person' }, { kind: 'household' }] as const;
const ACTOR = [{ kind: 'organisation' }, { kind: 'person' }] as const;

export const shippedRelationTypes: readonly Definition[] = [
  {
    code: 'employee-of', description: { fr: 'Une personne travaille pour une organisation', en: 'A person works for an organisation' }, nature: 'non-reciprocal', symmetric: false,
    endA: PERSON, endB: ORGANISATION, labelAtoB: gendered('est salarié de', 'est salariée de', 'is an employee of'), labelBtoA: plain("est l'employeur de", 'is the employer of'),
  },
  {
    code: 'subsidiary-of', description: { fr: 'Une organisation est contrôlée par une autre', en: 'An organisation is controlled by another' }, nature: 'hierarchical', symmetric: false,
    endA: ORGANISATION, endB: ORGANISATION, labelAtoB: plain('est filiale de', 'is a subsidiary of'), labelBtoA: plain('est la maison mère de', 'is the parent company of'), maxOngoingPerA: 1,
  },
  {
    code: 'establishment-of', description: { fr: 'Un établissement appartient à une unité légale', en: 'An establishment belongs to a legal unit' }, nature: 'hierarchical', symmetric: false,
    endA: [{ kind: 'organisation', structures: ['establishment'] }], endB: [{ kind: 'organisation', structures: ['legal-unit'] }],
    labelAtoB: plain('est un établissement de', 'is an establishment of'), labelBtoA: plain('a pour établissement', 'has the establishment'), maxOngoingPerA: 1,
  },
  {
    code: 'team-of', description: { fr: 'Une équipe appartient à une organisation ou à une autre équipe', en: 'A team belongs to an organisation or to another team' }, nature: 'hierarchical', symmetric: false,
    endA: TEAM, endB: ORGANISATION, labelAtoB: plain('est une équipe de', 'is a team of'), labelBtoA: plain('a pour équipe', 'has the team'), maxOngoingPerA: 1,
  },
  {
    code: 'member-of-team', description: { fr: 'Une personne appartient à une équipe', en: 'A person belongs to a team' }, nature: 'non-reciprocal', symmetric: false,
    endA: PERSON, endB: TEAM, labelAtoB: plain("est membre de l'équipe", 'is a member of the team'), labelBtoA: plain('a pour membre', 'has as a member'),
  },
  {
    code: 'leads-team', description: { fr: 'Une personne dirige une équipe', en: 'A person leads a team' }, nature: 'non-reciprocal', symmetric: false,
    endA: PERSON, endB: TEAM, labelAtoB: plain("est responsable de l'équipe", 'is the leader of the team'), labelBtoA: plain('a pour responsable', 'has as its leader'),
  },
  {
    code: 'owner-of', description: { fr: "Un tiers détient des parts d'une organisation", en: 'A party holds a share of an organisation' }, nature: 'non-reciprocal', symmetric: false,
    endA: ACTOR, endB: ORGANISATION, labelAtoB: plain('est propriétaire de', 'is an owner of'), labelBtoA: plain('est détenu par', 'is owned by'),
  },
  {
    code: 'successor-of', description: { fr: "Une organisation a repris l'activité d'une autre", en: 'An organisation has taken over the business of another' }, nature: 'non-reciprocal', symmetric: false,
    endA: ORGANISATION, endB: ORGANISATION, labelAtoB: plain('succède à', 'is the successor of'), labelBtoA: plain('a pour successeur', 'is succeeded by'),
  },
  {
    code: 'customer-of', description: { fr: 'Un tiers achète à un autre', en: 'A party buys from another' }, nature: 'non-reciprocal', symmetric: false,
    endA: ANYONE, endB: ORGANISATION, labelAtoB: gendered('est client de', 'est cliente de', 'is a customer of'), labelBtoA: plain('a pour client', 'has as a customer'),
  },
  {
    code: 'supplier-of', description: { fr: 'Un tiers fournit un autre', en: 'A party supplies another' }, nature: 'non-reciprocal', symmetric: false,
    endA: ACTOR, endB: ANYONE, labelAtoB: gendered('est fournisseur de', 'est fournisseuse de', 'is a supplier of'), labelBtoA: plain('a pour fournisseur', 'has as a supplier'),
  },
  {
    code: 'distributor-of', description: { fr: "Une organisation distribue les produits d'une autre", en: 'An organisation distributes the products of another' }, nature: 'non-reciprocal', symmetric: false,
    endA: ORGANISATION, endB: ORGANISATION, labelAtoB: plain('est distributeur de', 'is a distributor of'), labelBtoA: plain('est distribué par', 'is distributed by'),
  },
  {
    code: 'collaborates-with', description: { fr: 'Deux tiers travaillent ensemble', en: 'Two parties work together' }, nature: 'reciprocal', symmetric: true,
    endA: ACTOR, endB: ACTOR, labelAtoB: plain('collabore avec', 'collaborates with'),
  },
  {
    code: 'member-of-network', description: { fr: 'Un tiers appartient à un réseau', en: 'A party belongs to a network' }, nature: 'non-reciprocal', symmetric: false,
    endA: ACTOR, endB: ORGANISATION, labelAtoB: plain('est membre du réseau', 'is a member of the network'), labelBtoA: plain('a pour membre', 'has as a member'),
  },
  {
    code: 'franchisee-of', description: { fr: "Un tiers exploite la franchise d'une organisation", en: 'A party runs the franchise of an organisation' }, nature: 'non-reciprocal', symmetric: false,
    endA: ACTOR, endB: ORGANISATION, labelAtoB: gendered('est franchisé de', 'est franchisée de', 'is a franchisee of'), labelBtoA: plain('est le franchiseur de', 'is the franchisor of'),
  },
  {
    code: 'legal-representative-of', description: { fr: 'Un tiers représente légalement un autre', en: 'A party legally represents another' }, nature: 'non-reciprocal', symmetric: false,
    endA: ACTOR, endB: ANYONE, labelAtoB: gendered('est représentant légal de', 'est représentante légale de', 'is a legal representative of'), labelBtoA: plain('a pour représentant légal', 'is legally represented by'),
  },
  {
    code: 'member-of-household', description: { fr: 'Une personne vit dans un foyer', en: 'A person lives in a household' }, nature: 'non-reciprocal', symmetric: false,
    endA: PERSON, endB: HOUSEHOLD, labelAtoB: plain('est membre du foyer', 'is a member of the household'), labelBtoA: plain('a pour membre', 'has as a member'),
  },
  {
    code: 'contact-for', description: { fr: 'Une personne est un contact pour une organisation', en: 'A person is a contact for an organisation' }, nature: 'non-reciprocal', symmetric: false,
    endA: PERSON, endB: ORGANISATION, labelAtoB: plain('est un contact pour', 'is a contact for'), labelBtoA: plain('a pour contact', 'has as a contact'),
  },
  {
    code: 'decision-maker-for', description: { fr: 'Une personne décide pour une organisation', en: 'A person decides for an organisation' }, nature: 'non-reciprocal', symmetric: false,
    endA: PERSON, endB: ORGANISATION, labelAtoB: gendered('est décideur pour', 'est décideuse pour', 'is a decision maker for'), labelBtoA: plain('a pour décideur', 'has as a decision maker'),
  },
  {
    code: 'influences', description: { fr: "Un tiers influence les choix d'un autre", en: 'A party influences the choices of another' }, nature: 'non-reciprocal', symmetric: false,
    endA: ACTOR, endB: ANYONE, labelAtoB: plain('influence', 'influences'),
  },
  {
    code: 'prescriber-for', description: { fr: 'Un tiers recommande nos produits à un autre', en: 'A party recommends products to another' }, nature: 'non-reciprocal', symmetric: false,
    endA: ACTOR, endB: ANYONE, labelAtoB: gendered('est prescripteur pour', 'est prescriptrice pour', 'is a prescriber for'), labelBtoA: plain('a pour prescripteur', 'has as a prescriber'),
  },
];
