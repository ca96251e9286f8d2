/** The document as a page for people, without scripts and without the network. */
import type { OpenAPIObject } from '@nestjs/swagger';

interface Media {
  readonly examples?: Readonly<Record<string, { readonly value?: unknown }>>;
}
interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
}
interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly (Parameter | { readonly $ref: string })[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, { readonly description?: string; readonly content?: Readonly<Record<string, Media>> }>>;
}

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
details { border-top: 1px solid color-mix(in srgb, currentColor 20%, transparent); padding: .4rem 0; }
summary { cursor: pointer; }
code, pre { font: .875rem/1.45 ui-monospace, monospace; }
pre { overflow-x: auto; padding: .7rem; background: color-mix(in srgb, currentColor 7%, transparent); }
table { border-collapse: collapse; width: 100%; }
td { vertical-align: top; padding: .25rem .7rem .25rem 0; white-space: pre-line; }
`;

export function documentPage(document: OpenAPIObject): string {
  const shared = (document.components?.parameters ?? {}) as unknown as Readonly<Record<string, Parameter>>;
  const byTag = new Map<string, string[]>();
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(operations) as [string, Operation | undefined][]) {
      if (!operation?.responses) continue;
      const tag = operation.tags?.[0] ?? 'Other';
      byTag.set(tag, [...(byTag.get(tag) ?? []), operationPart(method, path, operation, shared)]);
    }
  }
  const { title, description } = document.info;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(title)} API</title><style>${STYLE}</style></head>
<body><h1>${escape(title)} API</h1>
${paragraphs(description)}
<p>The same for programs: <a href="/v1/openapi.json">openapi.json</a>. Every problem: <a href="/v1/problems">/v1/problems</a>.</p>
${[...byTag].map(([tag, parts]) => `<h2>${escape(tag)}</h2>\n${parts.join('\n')}`).join('\n')}
</body></html>
`;
}

function operationPart(method: string, path: string, operation: Operation, shared: Readonly<Record<string, Parameter>>): string {
  const { summary, description, parameters = [], requestBody, responses, operationId = '' } = operation;
  const rows = parameters.map((parameter) => ('$ref' in parameter ? shared[parameter.$ref.split('/').at(-1)!]! : parameter))
    .map(({ name, in: place, required, description: text }) => [name, `${place}${required ? ', required' : ''}`, text ?? '']);
  return `<details id="${escape(operationId)}"><summary><code>${method.toUpperCase()} ${escape(path)}</code> ${escape(summary ?? '')}</summary>
${paragraphs(description)}${table(rows)}
${requestBody ? `<h4>Request</h4>${examples(requestBody.content)}` : ''}
${Object.entries(responses).map(([status, { description: text, content = {} }]) => `<h4>${escape(status)}</h4>${paragraphs(text)}${status.startsWith('2') ? examples(content) : ''}`).join('\n')}
</details>`;
}

function examples(content: Readonly<Record<string, Media>>): string {
  return Object.entries(content).map(([type, media]) => {
    const values = Object.values(media.examples ?? {}).map(({ value }) => JSON.stringify(value, null, type === 'application/x-ndjson' ? 0 : 2));
    return values.length === 0 ? '' : `<pre>${escape(values.join('\n'))}</pre>`;
  }).join('');
}

function table(rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  return `<table>${rows.map(([name = '', ...cells]) => `<tr><td><code>${escape(name)}</code></td>${cells.map((cell) => `<td>${escape(cell)}</td>`).join('')}</tr>`).join('')}</table>`;
}

function paragraphs(text: string | undefined): string {
  return (text ?? '').split('\n\n').filter(Boolean).map((one) => `<p>${escape(one).replace(/`([^`]+)`/g, '<code>$1</code>')}</p>`).join('\n');
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
