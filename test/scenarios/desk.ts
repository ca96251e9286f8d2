import type { View360 } from '#projections/queries/view360.js';
import { send, type Reply } from '../http/client.js';

/** What a command answered; each has the ids that concern it. */
export interface Answer {
  readonly partyId: string;
  readonly factIds: readonly string[];
  readonly relationId: string;
  readonly periodId: string;
  readonly status: string;
  readonly position: string;
  readonly warnings: readonly object[];
}

/** A moment to ask for: an instant, a day, or a position of the log. */
export interface Asked {
  readonly asOf?: string;
  readonly knownAt?: string;
  readonly include?: string;
}

const numberOf = (token: string): bigint => BigInt(token.slice(token.indexOf('.') + 1));

/** Somebody who tells a server over HTTP and asks it; every answer shows what was told before. */
export class Desk {
  private last: string | undefined;

  constructor(private readonly url: string) {}

  /** One command that must be accepted. */
  async tell(path: string, body: object = {}, method = 'POST'): Promise<Answer> {
    const { status, body: answer, headers } = await this.send(path, body, method);
    if (status >= 300) throw new Error(`${method} ${path} was refused: ${JSON.stringify(answer)}`);
    const position = headers.get('annals-position')!;
    // What changed nothing answers with where its party stands, which may be before what was told of others.
    if (this.last === undefined || numberOf(position) > numberOf(this.last)) this.last = position;
    return answer as unknown as Answer;
  }

  /** One command, however it ends. */
  send(path: string, body?: object, method = 'POST'): Promise<Reply> {
    return send(this.url, method, path, body);
  }

  /** One question that must be answered. */
  async ask<T = Reply['body']>(path: string, asked: object = {}, headers: Readonly<Record<string, string>> = {}): Promise<T> {
    const query = new URLSearchParams({ ...(this.last !== undefined && { after: this.last }), ...asked });
    const { status, body } = await send(this.url, 'GET', `${path}?${query.toString()}`, undefined, headers);
    if (status !== 200) throw new Error(`GET ${path} was refused: ${JSON.stringify(body)}`);
    return body as T;
  }

  view(partyId: string, asked: Asked = {}): Promise<View360> {
    return this.ask(`/v1/parties/${partyId}/360`, asked, { 'accept-language': 'en' });
  }

  /** The one value of an attribute, or undefined. */
  async value(partyId: string, attribute: string, asked: Asked = {}): Promise<unknown> {
    const { facts } = await this.view(partyId, asked);
    const values = facts!.filter((fact) => fact.attribute === attribute).map(({ value }) => value);
    if (values.length > 1) throw new Error(`${values.length} values of ${attribute}`);
    return values[0];
  }
}
