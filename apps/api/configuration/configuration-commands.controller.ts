import { Controller, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CommandEndpoint, Http, type Exchange } from '../commands/command-endpoint.js';
import { CommandOperation } from '../commands/command-operation.decorator.js';

@ApiTags('Configuration')
@Controller('v1')
export class ConfigurationCommandsController {
  constructor(private readonly commands: CommandEndpoint) {}

  @Put('attributes/:code')
  @CommandOperation('define-attribute', {
    summary: 'Define a custom attribute, or set the freshness of any',
    description: 'Label and freshness may change; type, values, cardinality, kinds and class of data never do. On a built-in attribute, or that of an identifier scheme (`identifier.siren`), only `freshnessDays` may be given.',
    problems: ['code-taken', 'code-reserved', 'retired'],
  })
  defineAttribute(@Http() http: Exchange) {
    return this.commands.execute('define-attribute', http);
  }

  @Post('attributes/:code/retire')
  @CommandOperation('retire-attribute', { summary: 'Retire a custom attribute', description: 'What is recorded stays; the code is never used again.', problems: ['unknown-attribute', 'code-reserved'] })
  retireAttribute(@Http() http: Exchange) {
    return this.commands.execute('retire-attribute', http);
  }

  @Put('identifier-schemes/:code')
  @CommandOperation('define-identifier-scheme', {
    summary: 'Define a scheme of identifiers', description: 'Its attribute is `identifier.<code>`. Only the label may change.', problems: ['code-taken', 'code-reserved', 'retired'],
  })
  defineIdentifierScheme(@Http() http: Exchange) {
    return this.commands.execute('define-identifier-scheme', http);
  }

  @Post('identifier-schemes/:code/retire')
  @CommandOperation('retire-identifier-scheme', { summary: 'Retire a scheme of identifiers', description: 'What is recorded stays; the code is never used again.', problems: ['unknown-type'] })
  retireIdentifierScheme(@Http() http: Exchange) {
    return this.commands.execute('retire-identifier-scheme', http);
  }

  @Put('relation-types/:code')
  @CommandOperation('define-relation-type', {
    summary: 'Define a type of relation', description: 'Description and labels may change; nature, ends, limits and symmetry never do.', problems: ['code-taken', 'code-reserved', 'retired'],
  })
  defineRelationType(@Http() http: Exchange) {
    return this.commands.execute('define-relation-type', http);
  }

  @Post('relation-types/:code/retire')
  @CommandOperation('retire-relation-type', { summary: 'Retire a type of relation', description: 'What is recorded stays; the code is never used again.', problems: ['unknown-type'] })
  retireRelationType(@Http() http: Exchange) {
    return this.commands.execute('retire-relation-type', http);
  }

  @Put('media/:code')
  @CommandOperation('define-medium', {
    summary: 'Define a medium of interactions', description: 'Label, permission and the dates of its use may change, the dates not past interactions that are logged; channel, directions and automation never do.', problems: ['code-taken', 'code-reserved', 'retired', 'period-upside-down', 'in-use', 'not-yet-projected'],
  })
  defineMedium(@Http() http: Exchange) {
    return this.commands.execute('define-medium', http);
  }

  @Post('media/:code/retire')
  @CommandOperation('retire-medium', { summary: 'Retire a medium', description: 'What is recorded stays, and what took place before may still be logged; the code is never used again.', problems: ['not-found'] })
  retireMedium(@Http() http: Exchange) {
    return this.commands.execute('retire-medium', http);
  }

  @Put('purposes/:code')
  @CommandOperation('define-purpose', { summary: 'Define a purpose for which personal data may be used', description: 'Legal bases are dated, each until the next.', problems: ['invalid-date', 'unknown-attribute', 'code-reserved', 'retired'] })
  definePurpose(@Http() http: Exchange) {
    return this.commands.execute('define-purpose', http);
  }

  @Post('purposes/:code/retire')
  @CommandOperation('retire-purpose', { summary: 'Retire a purpose', description: 'What is recorded stays; the code is never used again.', problems: ['not-found'] })
  retirePurpose(@Http() http: Exchange) {
    return this.commands.execute('retire-purpose', http);
  }
}
