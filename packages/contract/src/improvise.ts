import { bare } from './bare.ts';
import type { Issue } from './contract.ts';
import type { Improvised } from './improvised.ts';
import { issue } from './issue.ts';
import type { Method, Operation } from './operation.ts';

const methods: ReadonlySet<string> = new Set<Method>(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);

/** An operation made up for one request: its input is what was given, its answer anything. */
export function improvise(
  request: Improvised,
): { readonly operation: Operation } | { readonly issues: readonly Issue[] } {
  // By own keys: a polluted prototype makes nothing idempotent.
  const { method, path, input, idempotent, repeats } = bare(request);
  if (!isMethod(method)) {
    return { issues: [issue(['method'], `must be one of ${[...methods].join(', ')}`)] };
  }
  if (!isPath(path)) {
    return {
      issues: [
        issue(
          ['path'],
          'must be a path such as "/api/{workspace}/reports": it begins with one slash, has no host, no query, no ' +
            'fragment and no "." or ".." in it. Give values in `input`',
        ),
      ],
    };
  }
  // The path parameters that the client fills are fields too, so that its defaults reach them.
  const names = new Set([
    ...Object.keys(input),
    ...[...path.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? ''),
  ]);
  const operation: Operation = {
    id: 'request',
    method,
    path,
    input: { fields: Object.fromEntries([...names].map((name) => [name, 'any?'])) },
    output: 'any',
    shapes: {},
    idempotent: idempotent ?? method === 'GET',
    // Nobody knows what it does.
    destructive: method !== 'GET',
    source: 'inferred',
    ...(repeats === true ? { repeats } : {}),
  };
  return { operation: Object.freeze(bare(operation)) };
}

function isMethod(text: string): text is Method {
  return methods.has(text);
}

function isPath(text: string): text is `/${string}` {
  if (!/^\/(?!\/)[\x21-\x7e]*$/.test(text) || /[?#\\]/.test(text)) return false;
  return text.split('/').every((segment) => !/^(\.|%2e){1,2}$/i.test(segment));
}
