import { expect, test } from 'vitest';
import { z } from 'zod';
import { getBox, openSession, samples } from '../../testing/sample-operations.ts';
import { operation } from '../../operation.ts';
import { openApi } from './document.ts';

const frame = {
  info: { title: 'Boxes', version: '1' },
  servers: [{ url: 'https://boxes.example' }],
  securitySchemes: { basic: { type: 'http', scheme: 'basic' } },
  mediaType: 'application/hal+json',
};
const all = Object.values(samples);
/** As it is written: what is undefined is gone. */
const document = JSON.parse(JSON.stringify(openApi(all, frame)));

test('frames the operations as the caller says', () => {
  expect(document).toMatchObject({
    openapi: '3.1.1',
    info: { title: 'Boxes' },
    servers: frame.servers,
    components: { securitySchemes: frame.securitySchemes },
  });
});

test('has every operation once', () => {
  const ids = Object.values<Record<string, { operationId: string }>>(document.paths).flatMap((methods) =>
    Object.values(methods).map(({ operationId }) => operationId),
  );
  expect(ids.toSorted()).toEqual(all.map(({ id }) => id).toSorted());
});

test('every reference refers to something, and no mark of ours is left under its own name', () => {
  const text = JSON.stringify(document);
  for (const [, name] of text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)) {
    expect(document.components.schemas).toHaveProperty(name!);
  }
  expect(text).not.toMatch(/"(open|wire|sensitive|nothing)":|\$defs|9007199254740991/);
});

test('a GET has parameters, lists joined by commas', () => {
  expect(document.paths['/api/{workspace}/boxes/{box}'].get).toEqual({
    operationId: 'boxes.get',
    summary: 'Reads one box.',
    description: 'Reads one box. With `deep`, what is in it too.',
    tags: ['boxes'],
    parameters: [
      {
        name: 'workspace',
        in: 'path',
        required: true,
        description: "Username of the workspace. Default: the client's own.",
        schema: { type: 'string', minLength: 1 },
      },
      {
        name: 'box',
        in: 'path',
        required: true,
        description: 'Token of the box.',
        schema: { type: 'string', minLength: 1 },
      },
      { name: 'deep', in: 'query', schema: { type: 'boolean' } },
      {
        name: 'fields',
        in: 'query',
        style: 'form',
        explode: false,
        schema: { type: 'array', items: { type: 'string', enum: ['name', 'size'] } },
      },
      { name: 'embed[inner]', in: 'query', schema: { type: 'number', const: 1 } },
    ],
    responses: {
      200: {
        description: 'Success.',
        content: { 'application/hal+json': { schema: { $ref: '#/components/schemas/Box' } } },
      },
    },
    security: [{ basic: [] }],
    'x-bimodal-source': 'documented',
    'x-bimodal-callers': ['workspace', 'member?'],
    'x-bimodal-idempotent': true,
  });
});

test('a POST has a body, inside its wrapper', () => {
  const { post } = document.paths['/api/{workspace}/boxes'];
  expect(post.requestBody).toMatchObject({
    required: true,
    content: {
      'application/json': {
        schema: {
          required: ['box'],
          properties: {
            box: { type: 'object', required: ['name'], properties: { name: { maxLength: 64 } } },
          },
        },
      },
    },
  });
  expect(post.parameters.map(({ name }: { name: string }) => name)).toEqual(['workspace']);
  expect(Object.keys(post.responses)).toEqual(['201']);
  expect(post['x-bimodal-idempotent']).toBe(false);
  expect(post.security).toEqual([{}, { basic: [] }]);
});

test('fields that travel elsewhere are there', () => {
  const { put } = document.paths['/boxes/{box}/place'];
  expect(put.parameters).toContainEqual({ name: 'time', in: 'query', schema: { type: 'string' } });
  expect(Object.keys(put.requestBody.content['application/json'].schema.properties)).toEqual(['to', 'force']);
  expect(put).toMatchObject({
    deprecated: true,
    'x-bimodal-deprecated': 'Use `boxes.create`.',
    responses: { 204: { description: 'Done.' } },
  });
});

test('an operation that takes either has both kinds of body, JSON first', () => {
  const { form: _, ...asJson } = openSession;
  const either = operation({ ...asJson, orForm: true });
  const { post } = JSON.parse(JSON.stringify(openApi([either], frame))).paths['/auth/user'];
  const { content } = post.requestBody;
  expect(Object.keys(content)).toEqual(['application/json', 'application/x-www-form-urlencoded']);
  expect(content['application/json']).toEqual(content['application/x-www-form-urlencoded']);
});

test('a form is urlencoded, secrets are marked, and no credential means none', () => {
  const { post } = document.paths['/auth/user'];
  expect(post.requestBody.content['application/x-www-form-urlencoded'].schema.properties.password).toEqual({
    type: 'string',
    'x-bimodal-sensitive': true,
  });
  expect(post.security).toEqual([]);
});

test('bytes, websockets and pages say what they are', () => {
  expect(document.paths['/sheets/{sheet}.csv'].get).toMatchObject({
    responses: { 200: { content: { 'text/csv': {} } } },
    'x-bimodal-stream': 'bytes',
  });
  expect(document.paths['/events/websocket'].get).toMatchObject({
    responses: { 101: { 'x-bimodal-message': { $ref: '#/components/schemas/Event' } } },
    'x-bimodal-stream': 'websocket',
  });
  expect(document.paths['/boxes'].get['x-bimodal-page']).toEqual({ style: 'range', items: '' });
});

test('open enums keep their words, ids their two forms', () => {
  expect(document.components.schemas.Box.properties).toMatchObject({
    state: { anyOf: [{ type: 'string', 'x-bimodal-known-values': ['open', 'closed'] }, { type: 'null' }] },
    id: { anyOf: [{ 'x-bimodal-wire': 'string|number' }, { type: 'null' }] },
  });
});

test('two operations cannot have one method, path and input', () => {
  expect(() => openApi([getBox, operation({ ...getBox, id: 'boxes.read' })], frame)).toThrow(
    /^boxes\.read: another operation/,
  );
});

test('operations that share method and path are alternatives', () => {
  const path = '/boxes/{box}';
  const input = z.object({ box: z.string(), label: z.string() });
  const make = (id: string, field: object, callers: readonly ('user' | 'nobody')[]) =>
    operation({
      ...getBox,
      id,
      path,
      method: 'POST',
      destructive: false,
      callers,
      input: z.object({ ...input.shape, ...field }),
    });
  const both = [
    make('boxes.open', { key: z.string() }, ['user']),
    make('boxes.force', { crowbar: z.string() }, ['nobody']),
    make('boxes.ask', {}, ['user']),
  ];
  const { post } = JSON.parse(JSON.stringify(openApi(both, frame))).paths[path];
  expect(post.parameters).toEqual([expect.objectContaining({ name: 'box', in: 'path', required: true })]);
  const { anyOf } = post.requestBody.content['application/json'].schema;
  expect(anyOf.map(({ required }: { required: string[] }) => required)).toEqual([
    ['label', 'key'],
    ['label', 'crowbar'],
    ['label'],
  ]);
  const variants: { operationId: string }[] = post['x-bimodal-variants'];
  expect(variants.map(({ operationId }) => operationId)).toEqual(both.map(({ id }) => id));
});
