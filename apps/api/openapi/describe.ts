import 'reflect-metadata';
import path from 'node:path';
import { Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { packageRoot } from '#libs/platform/package-root.js';
import { controllers } from '../controllers.js';
import { openApiDocument } from './document.js';

/** The committed copy, in which every change of the interface shows. */
export const DOCUMENT_FILE = path.join(packageRoot, 'docs', 'api', 'openapi.json');

/** The types of `libs/client`, made from the document. */
export const CLIENT_TYPES_FILE = path.join(packageRoot, 'libs', 'client', 'schema.ts');

/** What controllers are constructed with, by class. In a preview nothing is constructed, but everything must be there. */
const dependencies = new Set(controllers.flatMap((controller) => (Reflect.getMetadata('design:paramtypes', controller) ?? []) as Type[]));

@Module({ controllers: [...controllers], providers: [...dependencies].map((provide) => ({ provide, useValue: undefined })) })
class Described {}

/** The document without a running application: no database is needed. */
export async function describeApi(): Promise<OpenAPIObject> {
  const app = await NestFactory.create(Described, new FastifyAdapter(), { preview: true, logger: ['error'], abortOnError: false });
  return openApiDocument(app);
}

/** As it is written to {@link DOCUMENT_FILE}. */
export function documentText(document: OpenAPIObject): string {
  return `${JSON.stringify(document, null, 1)}\n`;
}

/** As they are written to {@link CLIENT_TYPES_FILE}. */
export async function clientTypes(document: OpenAPIObject): Promise<string> {
  // Only who changes the interface has it: the server runs without.
  const { default: typesOf, astToString } = await import('openapi-typescript');
  const types = astToString(await typesOf(JSON.stringify(document), { emptyObjectsUnknown: true }));
  return `/** The types of the API. Made from docs/api/openapi.json by apps/api/openapi/write.ts: never edited. */\n${types}`;
}
