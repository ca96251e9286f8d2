/** The shapes of events as the sources declare them, also of members that no story happens to fill. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { eventDefinitions } from '#apps/server/event-definitions.js';

/** Members of `data` and their types; sealed ones end in the class of their key. Codes count as texts: one more of them is no new shape. */
export type Shape = Readonly<Record<string, string>>;
/** By type of event and version. */
export type Shapes = Readonly<Record<string, Readonly<Record<string, Shape>>>>;

const ROOT = path.resolve(import.meta.dirname, '../..');

/** The shape of each event type at its version of now. */
export function declaredShapes(): Shapes {
  const contexts = readdirSync(path.join(ROOT, 'libs')).map((context) => `libs/${context}/events.ts`);
  const files = [...contexts, 'libs/event-log/log-birth.ts'].map((file) => path.join(ROOT, file)).filter((file) => existsSync(file));
  const { config } = ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), (file) => ts.sys.readFile(file)) as { config: { compilerOptions: object } };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT);
  const program = ts.createProgram(files, { ...options, noEmit: true, types: [] });
  const reader = new ShapeReader(program.getTypeChecker());
  const shapes = new Map<string, Shape>();
  for (const file of files) ts.forEachChild(program.getSourceFile(file)!, (node) => {
    if (!ts.isTypeAliasDeclaration(node)) return;
    const event = reader.event(node);
    if (!event) return;
    const before = shapes.get(event.type);
    if (before && JSON.stringify(before) !== JSON.stringify(event.shape)) throw new Error(`${event.type} is declared in two shapes`);
    shapes.set(event.type, event.shape);
  });
  return Object.fromEntries(Object.entries(eventDefinitions).map(([type, { version, sealed = {} }]) => {
    const shape = shapes.get(type);
    if (!shape) throw new Error(`no declaration of ${type} was found`);
    return [type, { [version]: Object.fromEntries(Object.entries(shape).map(([name, text]) => [name, `${text}${sealedAs(sealed[name.replace('?', '')])}`])) }];
  }));
}

const sealedAs = (dataClass: string | undefined): string => (dataClass === undefined ? '' : `, sealed: ${dataClass}`);

class ShapeReader {
  constructor(private readonly checker: ts.TypeChecker) {}

  /** The event that an alias declares as a `DomainEvent`; undefined for aliases of anything else. */
  event(node: ts.TypeAliasDeclaration): { readonly type: string; readonly shape: Shape } | undefined {
    if (!ts.isTypeReferenceNode(node.type) || node.type.typeName.getText() !== 'DomainEvent') return undefined;
    const [type, data] = node.type.typeArguments!.map((argument) => this.checker.getTypeFromTypeNode(argument));
    if (!type?.isStringLiteral() || !data) throw new Error(`${node.name.text} is not declared by the name and the data of its event`);
    return { type: type.value, shape: this.members(data, node) };
  }

  private members(type: ts.Type, at: ts.Node): Shape {
    const members = type.getProperties().map((member): [string, string] => {
      const optional = (member.flags & ts.SymbolFlags.Optional) !== 0;
      return [`${member.name}${optional ? '?' : ''}`, this.text(this.checker.getTypeOfSymbolAtLocation(member, at), at)];
    });
    return Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  private text(type: ts.Type, at: ts.Node): string {
    if (type.isUnion() && (type.flags & ts.TypeFlags.Boolean) === 0) {
      const choices = type.types.filter(({ flags }) => (flags & ts.TypeFlags.Undefined) === 0).map((one) => this.text(one, at));
      return [...new Set(choices)].sort().join(' | ');
    }
    if ((type.flags & ts.TypeFlags.Object) === 0) return this.checker.typeToString(this.checker.getBaseTypeOfLiteralType(type));
    if (this.checker.isArrayType(type)) return `${this.text(this.checker.getTypeArguments(type as ts.TypeReference)[0]!, at)}[]`;
    const values = type.getStringIndexType();
    if (values) return `{ [name]: ${this.text(values, at)} }`;
    return `{ ${Object.entries(this.members(type, at)).map(([name, text]) => `${name}: ${text}`).join('; ')} }`;
  }
}
