import path from 'node:path';
import ts from 'typescript';

/** An import that points the wrong way. */
export interface Violation {
  /** The importing file, from the project's root. */
  readonly file: string;
  readonly imported: string;
  readonly rule: string;
}

/** What each shared library may import of the others. Whoever is not named in another's list cannot be imported by it. */
const SHARED: Readonly<Record<string, readonly string[]>> = {
  temporal: [],
  platform: ['temporal'],
  addresses: ['temporal', 'platform'],
  'event-log': ['temporal', 'platform'],
  facts: ['temporal', 'platform', 'event-log'],
  'personal-data': ['temporal', 'platform', 'event-log', 'facts'],
  commands: ['addresses', 'temporal', 'platform', 'event-log', 'facts', 'personal-data'],
  projecting: ['temporal', 'platform', 'event-log', 'personal-data'],
  feed: ['temporal', 'platform', 'event-log', 'facts', 'personal-data'],
  audit: ['platform', 'event-log'],
  notary: ['platform', 'event-log', 'facts', 'personal-data'],
  // What other services run: it knows the API's document and nothing of ours.
  client: [],
};
const FOR_CONTEXTS = ['addresses', 'temporal', 'platform', 'event-log', 'facts', 'personal-data', 'commands'];
const FOR_PROJECTIONS = ['addresses', 'temporal', 'platform', 'event-log', 'facts', 'personal-data', 'projecting'];

/**
 * What a context shows to the others: its event types, and these (what configuration answers, what a log is born with, a
 * port that relations implement, a port that parties and relations implement and what they make by it, the body of an interaction,
 * which holding a planned one takes too). Everything else is its inside.
 */
const PUBLISHED = new Set(['libs/configuration/registry', 'libs/relations/shipped-types', 'libs/parties/relation-requests', 'libs/update-requests/subjects', 'libs/update-requests/changes', 'libs/portfolios/ports', 'libs/interactions/commands']);

/** What read models share with contexts beside event types: how a thing is folded from its events, and how a type reads. All pure. */
const FOR_READ_MODELS = new Set([
  'libs/configuration/attribute', 'libs/configuration/identifier-scheme', 'libs/configuration/medium', 'libs/configuration/purpose', 'libs/configuration/relation-type', 'libs/relations/relation-type', 'libs/interactions/fold',
  'libs/update-requests/status', 'libs/portfolios/ports', 'libs/configuration/ports',
]);

/** What proves the read models is no part of them: the replay knows types of events and nothing else of ours, the comparison reads tables as they stand. */
const REPLAY = 'projections/verify/replay/';
const FOR_REPLAY = new Set(['libs/event-log/domain-event']);

const FRAMEWORKS = /^(@nestjs\/|(class-validator|class-transformer|fastify|kysely|pg|rxjs|reflect-metadata)(\/|$))/;
/** The files of a context in which commands and their handlers are declared to the framework; all others are pure. */
const FRAMED_FILE = /\/(commands|handlers|[a-z-]+-(commands|handlers))\.ts$/;
const ANY_TEST = /\.(int-)?spec\.ts$|^(test|bench)\//;

/**
 * Checks the imports of one file.
 * @param file path from the project's root, with forward slashes
 */
export function violations(file: string, source: string): Violation[] {
  if (ANY_TEST.test(file)) return [];
  return importsOf(file, source).flatMap((imported) => {
    const rule = brokenRule(file, imported);
    return rule === undefined ? [] : [{ file, imported, rule }];
  });
}

/** Every module that a file names: imports, re-exports and dynamic imports; own files as `libs/x/y`, packages by name. */
export function importsOf(file: string, source: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const named =
      ts.isImportDeclaration(node) || ts.isExportDeclaration(node) ? node.moduleSpecifier
      : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword ? node.arguments[0]
      : ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) ? node.argument.literal
      : undefined;
    if (named && ts.isStringLiteral(named)) found.push(resolved(file, named.text));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest));
  return found;
}

function resolved(file: string, specifier: string): string {
  const own = specifier.startsWith('#') ? specifier.slice(1) : specifier.startsWith('.') ? path.posix.join(path.posix.dirname(file), specifier) : undefined;
  return own?.replace(/\.js$/, '') ?? specifier;
}

function brokenRule(file: string, imported: string): string | undefined {
  const [layer, module] = file.split('/') as [string, string];
  const [importedLayer, importedModule = ''] = imported.split('/') as [string, string?];

  if (FRAMEWORKS.test(imported)) return isPure(file) ? 'aggregates, facts and temporal import no framework' : undefined;
  switch (importedLayer) {
    case 'test':
    case 'bench':
      return 'only tests import tests';
    case 'apps':
      return layer === 'apps' ? undefined : 'nothing imports apps';
    case 'projections':
      if (file.startsWith('projections/verify/') && !imported.startsWith('projections/verify/')) return 'what proves the read models shares nothing with them';
      return layer === 'apps' || layer === 'projections' ? undefined : 'only apps import projections';
    case 'infra':
      return layer === 'apps' || layer === 'infra' ? undefined : 'only apps import infra';
    case 'libs':
      if (file.startsWith(REPLAY) && !isEventTypes(imported) && !FOR_REPLAY.has(imported)) return 'the replay shares event types with the read models and nothing else';
      if (layer === 'libs' && module !== importedModule) return brokenLibraryRule(module, imported, importedModule);
      if (layer === 'projections') return brokenProjectionRule(imported, importedModule);
      return undefined;
    default:
      return undefined;
  }
}

function brokenLibraryRule(module: string, imported: string, importedModule: string): string | undefined {
  const allowed = SHARED[module] ?? FOR_CONTEXTS;
  if (importedModule in SHARED) return allowed.includes(importedModule) ? undefined : `libs/${module} imports of the shared libraries only: ${allowed.join(', ') || 'none'}`;
  // Facts name the kinds of party that may hold them, the feed knows whom a relation names; further down nothing knows a context.
  if (module in SHARED) return (module === 'facts' || module === 'feed') && isEventTypes(imported) ? undefined : 'shared libraries import no context';
  return isEventTypes(imported) || PUBLISHED.has(imported) ? undefined : 'a context imports nothing of the inside of another';
}

function brokenProjectionRule(imported: string, importedModule: string): string | undefined {
  if (FOR_PROJECTIONS.includes(importedModule) || isEventTypes(imported) || FOR_READ_MODELS.has(imported)) return undefined;
  return 'a projection imports event types, not the inside of a context';
}

/** `libs/<context>/events`. */
function isEventTypes(imported: string): boolean {
  return /^libs\/[^/]+\/events$/.test(imported);
}

function isPure(file: string): boolean {
  const [layer, module] = file.split('/') as [string, string];
  if (layer !== 'libs') return false;
  if (module === 'temporal' || module === 'facts') return true;
  if (module === 'addresses') return file !== 'libs/addresses/reference-lists.ts';
  return !(module in SHARED) && !FRAMED_FILE.test(file);
}
