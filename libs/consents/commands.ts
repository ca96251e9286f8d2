/** The commands on what a party allows. */
import type { CommandContext } from '#libs/commands/command.js';
import { code, Field, instantOrDay, object, oneOf, text } from '#libs/commands/fields.js';
import { CONTACT_CHANNELS, type ContactChannel } from '#libs/configuration/events.js';

const FROM = { description: 'From when: an instant, a day (from its first moment in the business zone), or "now". Never assumed.', example: '2026-09-01' } as const;

/** How it can be shown later; stored encrypted. */
export class ProofInput {
  @Field(code, { description: 'How it was said, as a code.', example: 'web-form' })
  readonly method: string;

  @Field(text(100), { optional: true, description: 'Version of the text that was read.', example: 'newsletter-2026-01' })
  readonly textVersion?: string;

  @Field(text(4_000), { optional: true, description: 'Where the evidence lies, or what it says.', example: 'Letter of 28 August, folder 12' })
  readonly evidence?: string;

  @Field(text(200), { optional: true, description: 'Who collected it.', example: 'Shop in Nantes' })
  readonly collector?: string;
}

/** A refusal or a withdrawal. */
export class StateConsent {
  @Field(code, { description: 'A code of /v1/purposes.', example: 'b2c-prospecting' })
  readonly purpose: string;

  @Field(oneOf(CONTACT_CHANNELS), { description: 'By which channel.', example: 'phone' })
  readonly channel: ContactChannel;

  @Field(instantOrDay, FROM)
  readonly from: string;

  @Field(object(() => ProofInput), { optional: true, description: 'How it can be shown later.' })
  readonly proof?: ProofInput;
}

export class GrantConsent {
  @Field(code, { description: 'A code of /v1/purposes.', example: 'b2c-prospecting' })
  readonly purpose: string;

  @Field(oneOf(CONTACT_CHANNELS), { description: 'By which channel.', example: 'phone' })
  readonly channel: ContactChannel;

  @Field(instantOrDay, FROM)
  readonly from: string;

  @Field(instantOrDay, { optional: true, description: 'When it expires by itself.', example: '2029-08-20' })
  readonly expires?: string;

  @Field(object(() => ProofInput), { description: 'How it can be shown later: without proof there is no consent.' })
  readonly proof: ProofInput;
}

export class RegisterObjection {
  @Field(code, { optional: true, description: 'Against this purpose; against all, when left out.', example: 'b2b-prospecting' })
  readonly purpose?: string;

  @Field(oneOf(CONTACT_CHANNELS), { optional: true, description: 'By this channel; by any, when left out.', example: 'phone' })
  readonly channel?: ContactChannel;

  @Field(instantOrDay, FROM)
  readonly from: string;

  @Field(object(() => ProofInput), { optional: true, description: 'How it can be shown later.' })
  readonly proof?: ProofInput;
}

export class RetractConsent {
  @Field(text(4_000), { optional: true, description: 'Free text for people; stored encrypted.', example: 'Typed into the wrong record' })
  readonly note?: string;
}

export class GrantConsentCommand {
  constructor(readonly context: CommandContext, readonly partyId: string, readonly body: GrantConsent) {}
}
export class RefuseConsentCommand {
  constructor(readonly context: CommandContext, readonly partyId: string, readonly body: StateConsent) {}
}
export class WithdrawConsentCommand {
  constructor(readonly context: CommandContext, readonly partyId: string, readonly body: StateConsent) {}
}
export class RegisterObjectionCommand {
  constructor(readonly context: CommandContext, readonly partyId: string, readonly body: RegisterObjection) {}
}
export class RetractConsentCommand {
  constructor(readonly context: CommandContext, readonly partyId: string, readonly consentId: string, readonly body: RetractConsent) {}
}
