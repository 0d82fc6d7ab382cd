import { InputError } from '@bimodal/auth-core';
import { textOf } from '@bimodal/auth-core/internal';
import type { Webhook } from './webhook.ts';

const segment = '([^/?#]+)';

/** The link of an event, under the keys that it was seen under, as a pattern of its path. */
const links = {
  report: {
    keys: ['report_url', 'report_run_url'],
    path: new RegExp(`^/api/${segment}/reports/${segment}/?$`),
  },
  run: {
    keys: ['report_run_url'],
    path: new RegExp(`^/api/${segment}/reports/${segment}/runs/${segment}/?$`),
  },
  definition: { keys: ['definition_url'], path: new RegExp(`^/api/${segment}/definitions/${segment}/?$`) },
  dataSource: { keys: ['connection_url'], path: new RegExp(`^/api/${segment}/data_sources/${segment}/?$`) },
  member: { keys: ['member_url'], path: new RegExp(`^/api/${segment}/memberships/${segment}/?$`) },
} as const;

/**
 * Reads a delivery of a webhook: its event, and the tokens of the resource behind it, as the client's calls take them.
 *
 * Deliveries carry no signature: whoever knows the URL can send one. So take nothing from it but the tokens, and read the
 * resource with your own key, by `mode.webhooks.fetch(hook)`; the URL in the delivery is never called. Keep your own URL
 * unguessable.
 *
 * ```ts
 * const hook = parseWebhook(body);
 * if (hook.event === 'report_run_completed') console.log((await mode.webhooks.fetch(hook)).state);
 * ```
 *
 * @param body the request's body, as text, as bytes or as parsed JSON.
 * @throws InputError if it is no delivery: no JSON object, no event, or no link where its event has one.
 *
 * Source: Mode's "Webhooks" help page and mode/webhooks-examples.
 */
export function parseWebhook(body: unknown): Webhook {
  const delivery = fieldsOf(typeof body === 'string' || body instanceof Uint8Array ? parse(body) : body);
  const event = delivery['event'];
  if (typeof event !== 'string' || event === '') throw refused('it names no event');
  switch (event) {
    case 'report_created': {
      const [workspace, report] = tokens(delivery, event, links.report);
      return { event, input: { workspace, report } };
    }
    case 'report_run_started':
    case 'report_run_completed': {
      const [workspace, report, run] = tokens(delivery, event, links.run);
      return { event, input: { workspace, report, run } };
    }
    case 'definition_created':
    case 'definition_updated': {
      const [workspace, definition] = tokens(delivery, event, links.definition);
      return { event, input: { workspace, definition } };
    }
    case 'new_database_connection': {
      const [workspace, dataSource] = tokens(delivery, event, links.dataSource);
      return { event, input: { workspace, dataSource } };
    }
    case 'member_joined_organization': {
      const [workspace, membership] = tokens(delivery, event, links.member);
      return { event, input: { workspace, membership } };
    }
    default:
      return { event: 'other', name: event, body: delivery };
  }
}

function parse(body: string | Uint8Array): unknown {
  try {
    const text = typeof body === 'string' ? body : textOf(body);
    // Some relays put a mark before their text.
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    throw refused('it is not JSON');
  }
}

function fieldsOf(body: unknown): Readonly<Record<string, unknown>> {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw refused('it is not a JSON object');
  return Object.assign(Object.create(null) as Record<string, unknown>, body);
}

function tokens(
  delivery: Readonly<Record<string, unknown>>,
  event: string,
  { keys, path }: { readonly keys: readonly string[]; readonly path: RegExp },
): [string, string, string] {
  for (const key of keys) {
    const url = delivery[key];
    if (typeof url !== 'string' || !URL.canParse(url, 'https://app.mode.com')) continue;
    const found = path.exec(new URL(url, 'https://app.mode.com').pathname);
    if (found === null) continue;
    const [, workspace = '', first = '', second = ''] = found.map((part) => decoded(part ?? ''));
    return [workspace, first, second];
  }
  throw refused(`${event} has no link that says what it is about (${keys.join(' or ')})`);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** What was delivered is not shown: anybody may have sent it. */
function refused(why: string): InputError {
  return new InputError(`This is no delivery of a Mode Analytics webhook: ${why}.`);
}
