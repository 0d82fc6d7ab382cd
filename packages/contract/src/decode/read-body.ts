import type { Issue } from '../contract.ts';
import type { Operation } from '../operation.ts';
import { issue } from '../issue.ts';
import { boundaryOf, readMultipart, readUrlencoded, type TextEntries } from './form.ts';
import { isObject } from '../judge/object-of.ts';
import type { Received } from './received.ts';

/** A body by its kind: text fields of a form, or the object of a JSON document. */
export type Body =
  | { readonly kind: 'none' }
  | { readonly kind: 'form'; readonly entries: TextEntries }
  | { readonly kind: 'json'; readonly fields: Readonly<Record<string, unknown>> }
  | { readonly kind: 'malformed'; readonly why: string };

/** Reads a body whatever it calls itself, telling what it should have been. */
export function readBody(operation: Operation, received: Received, departures: Issue[]): Body {
  const text = typeof received.body === 'string' ? received.body : utf8(received.body);
  if (text === undefined) return { kind: 'malformed', why: 'the body is not UTF-8' };
  if (text === '') return { kind: 'none' };
  const contentType = contentTypeOf(received);
  const boundary = boundaryOf(contentType, text);
  const isForm = boundary !== undefined || /^application\/x-www-form-urlencoded\b/i.test(contentType);
  const isJson = /^application\/([\w.-]+\+)?json\b/i.test(contentType);
  if (contentType === '') departures.push(issue(['content-type'], 'is missing'));
  else if (!isForm && !isJson) departures.push(issue(['content-type'], 'is neither JSON nor a form'));

  if (isForm || (operation.form && !isJson)) {
    if (!operation.form && !operation.orForm) departures.push(issue([], 'must be JSON, and is a form'));
    if (boundary === undefined) return { kind: 'form', entries: readUrlencoded(text) };
    if (!/^multipart\//i.test(contentType)) {
      departures.push(issue(['content-type'], 'does not say multipart/form-data, and the body is'));
    }
    return { kind: 'form', entries: readMultipart(text, boundary) };
  }
  if (operation.form) departures.push(issue([], 'must be a form, and is JSON'));
  return readJson(text);
}

function readJson(text: string): Body {
  try {
    const fields: unknown = JSON.parse(text);
    return isObject(fields)
      ? { kind: 'json', fields }
      : { kind: 'malformed', why: 'the body is not a JSON object' };
  } catch {
    // The parser's own message quotes the body, which may hold a secret.
    return { kind: 'malformed', why: 'the body is not JSON' };
  }
}

function contentTypeOf(received: Received): string {
  const value = Object.hasOwn(received.headers, 'content-type')
    ? received.headers['content-type']
    : undefined;
  return (typeof value === 'string' ? value : (value?.[0] ?? '')).trim();
}

function utf8(body: Uint8Array | undefined): string | undefined {
  if (body === undefined) return '';
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}
