import { fieldsOf, type Field } from './fields.ts';
import { code, escaped, fieldName, path, prose } from './html.ts';
import type { Contents, Described, Parameter } from './openapi.ts';
import { typeWords } from './type-words.ts';

/**
 * What is sent to one path with one method: closed, a line; opened, what goes in, what comes out, and who may call it.
 *
 * @param idOf what an operation is called by within the page.
 */
export function operationHtml(
  method: string,
  way: string,
  described: Described,
  idOf: (operationId: string) => string,
): string {
  const variants = described['x-bimodal-variants'] ?? [described];
  return `<details><summary><span class="method ${escaped(method)}">${escaped(method.toUpperCase())}</span>
<code>${path(way)}</code> <span class="summary">${prose(described.summary ?? '')}</span></summary>
${variants.map((each) => variantHtml(each, idOf(each.operationId ?? ''))).join('\n')}</details>`;
}

function variantHtml(described: Described, id: string): string {
  const { operationId = '', parameters = [], requestBody } = described;
  const deprecated = described.deprecated
    ? `<p><strong>Deprecated.</strong> ${prose(described['x-bimodal-deprecated'] ?? '')}</p>`
    : '';
  return `<section id="${escaped(id)}"><h4><a href="#${escaped(id)}">${code(operationId)}</a></h4>
<p>${prose(described.description ?? described.summary ?? '')}</p>${deprecated}
${listed('Parameters', parameters.map(parameterField))}${requestBody === undefined ? '' : bodyHtml(requestBody)}
${answersHtml(described)}<p class="facts">${facts(described).map(escaped).join(' ')}</p></section>`;
}

function parameterField(parameter: Parameter): Field & { readonly place: string } {
  return {
    name: parameter.name,
    place: parameter.in,
    type: typeWords(parameter.schema ?? {}),
    required: parameter.required ?? false,
    description: parameter.description ?? '',
    secret: parameter.schema?.['x-bimodal-sensitive'] ?? false,
  };
}

function bodyHtml({ required, content = {} }: { required?: boolean; content?: Contents }): string {
  return Object.entries(content)
    .map(([type, { schema = {} }]) => {
      const fields = fieldsOf(schema);
      const title = `Body, ${type}${required === true ? '' : ', may be left out'}`;
      return fields.length > 0
        ? listed(title, fields)
        : `<h5>${escaped(title)}</h5><p>${code(typeWords(schema))}</p>`;
    })
    .join('');
}

function listed(title: string, fields: readonly (Field & { readonly place?: string })[]): string {
  if (fields.length === 0) return '';
  return `<h5>${escaped(title)}</h5><dl>${fields.map(fieldHtml).join('')}</dl>`;
}

function fieldHtml({
  name,
  place,
  type,
  required,
  description,
  secret,
}: Field & { readonly place?: string }): string {
  const marks = [
    place === undefined ? '' : `in ${place}`,
    required ? 'required' : '',
    secret ? 'secret' : '',
  ];
  const said = [
    code(type),
    ...marks.filter((mark) => mark !== '').map((mark) => `<em>${escaped(mark)}</em>`),
  ];
  return `<div><dt>${fieldName(name)}</dt><dd>${said.join(' · ')}${description === '' ? '' : `<br>${prose(description)}`}</dd></div>`;
}

function answersHtml({ responses = {} }: Described): string {
  const rows = Object.entries(responses).map(([status, { description = '', content = {} }]) => {
    const types = Object.entries(content).map(
      ([type, { schema }]) =>
        `${schema === undefined ? '' : `${code(typeWords(schema))} as `}${escaped(type)}`,
    );
    return `<div><dt>${code(status)}</dt><dd>${types.length === 0 ? escaped(description) : types.join(', or ')}</dd></div>`;
  });
  return rows.length === 0 ? '' : `<h5>Answers</h5><dl>${rows.join('')}</dl>`;
}

function facts(described: Described): string[] {
  const callers = described['x-bimodal-callers'];
  const stream = described['x-bimodal-stream'];
  return [
    callers === undefined ? '' : `Callers: ${callers.join(', ') || 'no API key'}.`,
    described['x-bimodal-idempotent'] === true ? 'May be repeated.' : 'Not to be repeated blindly.',
    stream === undefined ? '' : `A stream: ${stream}.`,
    described['x-bimodal-source'] === undefined ? '' : `Source: ${described['x-bimodal-source']}.`,
  ].filter((fact) => fact !== '');
}
