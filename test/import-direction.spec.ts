import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { packageRoot } from '#libs/platform/package-root.js';
import { importsOf, violations } from './support/import-rules.js';

function sources(): string[] {
  return ['apps', 'libs', 'projections', 'infra'].flatMap((layer) =>
    readdirSync(path.join(packageRoot, layer), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).map((file) => `${layer}/${file.split(path.sep).join('/')}`));
}

describe('imports point one way', () => {
  it('in every file of the project', () => {
    const files = sources();
    expect(files.length).toBeGreaterThan(30);
    expect(files.flatMap((file) => violations(file, readFileSync(path.join(packageRoot, file), 'utf8')))).toEqual([]);
  });

  it.each([
    ['libs/temporal/dates.ts', '#libs/platform/clock.js'],
    ['libs/temporal/dates.ts', 'class-validator'],
    ['libs/facts/decide.ts', '@nestjs/common'],
    ['libs/facts/decide.ts', '#libs/commands/command.js'],
    ['libs/parties/party.ts', '@nestjs/cqrs'],
    ['libs/parties/party.ts', 'pg'],
    ['libs/parties/party.ts', '../relations/relation.js'],
    ['libs/parties/handlers.ts', '#libs/relations/handlers.js'],
    ['libs/parties/handlers.ts', '#libs/projecting/runner.js'],
    ['libs/parties/handlers.ts', '#projections/parties/queries/view.js'],
    ['libs/parties/handlers.ts', '#infra/migrations.js'],
    ['libs/a-new-context/thing.ts', '#libs/parties/party.js'],
    ['libs/event-log/event-log.ts', '#libs/parties/events.js'],
    ['libs/commands/command.ts', '#libs/parties/commands.js'],
    ['libs/platform/database.ts', '../../test/support/postgres.js'],
    ['projections/parties/projector.ts', '#libs/parties/party.js'],
    ['projections/parties/projector.ts', '#libs/commands/command.js'],
    ['projections/parties/projector.ts', '#apps/api/app.js'],
    ['infra/migrations.ts', '#apps/server/main.js'],
    ['projections/verify/replay/facts.ts', '#libs/facts/fact.js'],
    ['projections/verify/replay/facts.ts', '#libs/temporal/dates.js'],
    ['projections/verify/read-models.ts', '../parties/fold.js'],
  ])('and %s may not import %s', (file, specifier) => {
    expect(violations(file, `import { x } from '${specifier}';`)).toHaveLength(1);
    expect(violations(file, `export * from '${specifier}';`)).toHaveLength(1);
    expect(violations(file, `const x = await import('${specifier}');`)).toHaveLength(1);
    expect(violations(file, `let x: import('${specifier}').X;`)).toHaveLength(1);
  });

  it.each([
    ['apps/api/app.ts', '#projections/parties/queries/view.js'],
    ['apps/api/app.ts', '@nestjs/common'],
    ['apps/server/main.ts', '#infra/migrations.js'],
    ['projections/parties/projector.ts', '#libs/parties/events.js'],
    ['projections/parties/projector.ts', '#libs/projecting/projection.js'],
    ['projections/parties/projector.ts', '#libs/temporal/slots.js'],
    ['projections/parties/projector.ts', '#libs/facts/fact.js'],
    ['projections/verify/replay/facts.ts', '#libs/facts/events.js'],
    ['libs/parties/handlers.ts', '@nestjs/cqrs'],
    ['libs/parties/party.ts', './events.js'],
    ['libs/parties/party.ts', '#libs/relations/events.js'],
    ['libs/parties/party-writer.ts', '#libs/configuration/registry.js'],
    ['libs/platform/database.ts', 'pg'],
    ['libs/platform/migrate.int-spec.ts', '../../test/support/postgres.js'],
  ])('but %s may import %s', (file, specifier) => {
    expect(violations(file, `import { x } from '${specifier}';`)).toEqual([]);
  });

  it('and reads imports as the compiler does', () => {
    const source = `// import { a } from './comment.js';
      const text = "import { b } from './text.js'";
      import type { C } from './c.js';
      import './effect.js';`;
    expect(importsOf('libs/parties/party.ts', source)).toEqual(['libs/parties/c', 'libs/parties/effect']);
  });
});
