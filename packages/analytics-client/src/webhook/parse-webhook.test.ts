import { InputError } from '@bimodal/auth-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseWebhook } from './parse-webhook.ts';

const at = 'https://modeanalytics.com/api/acme';
const report = { workspace: 'acme', report: 'r1' };

describe('parseWebhook', () => {
  it.each<[string, object, object]>([
    ['report_created', { report_url: `${at}/reports/r1` }, report],
    ['report_created', { report_run_url: `${at}/reports/r1` }, report],
    ['report_run_started', { report_run_url: `${at}/reports/r1/runs/n1` }, { ...report, run: 'n1' }],
    ['report_run_completed', { report_run_url: `${at}/reports/r1/runs/n1` }, { ...report, run: 'n1' }],
    [
      'definition_created',
      { definition_url: `${at}/definitions/d1` },
      { workspace: 'acme', definition: 'd1' },
    ],
    [
      'definition_updated',
      { definition_url: `${at}/definitions/d1` },
      { workspace: 'acme', definition: 'd1' },
    ],
    [
      'new_database_connection',
      { connection_url: `${at}/data_sources/s1` },
      { workspace: 'acme', dataSource: 's1' },
    ],
    [
      'member_joined_organization',
      { member_url: `${at}/memberships/m1?embed[user]=1` },
      { workspace: 'acme', membership: 'm1' },
    ],
  ])('reads %s', (event, link, input) => {
    expect(parseWebhook({ event, ...link })).toEqual({ event, input });
    const text = JSON.stringify({ event, ...link });
    expect(parseWebhook(text)).toEqual({ event, input });
    expect(parseWebhook(Buffer.from(text))).toEqual({ event, input });
    expect(parseWebhook(new TextEncoder().encode(text))).toEqual({ event, input });
  });

  it('reads a body with a mark of byte order', () => {
    const text = `\ufeff${JSON.stringify({ event: 'test' })}`;
    expect(parseWebhook(text)).toMatchObject({ event: 'other', name: 'test' });
    expect(parseWebhook(Buffer.from(text))).toMatchObject({ event: 'other', name: 'test' });
  });

  it('hands on an event that it does not know', () => {
    const hook = parseWebhook({ event: 'test', more: 1 });
    expect(hook).toMatchObject({ event: 'other', name: 'test', body: { event: 'test', more: 1 } });
  });

  it.each([
    ['', 'not JSON'],
    [Buffer.from('x'), 'not JSON'],
    ['[]', 'not a JSON object'],
    [null, 'not a JSON object'],
    [{}, 'names no event'],
    [{ event: 'report_created' }, 'report_url or report_run_url'],
    [{ event: 'report_run_completed', report_run_url: `${at}/reports/r1` }, 'report_run_url'],
    [{ event: 'report_created', report_url: 'https://evil.test/api/acme' }, 'report_url'],
  ])('refuses %j', (body, why) => {
    expect(() => parseWebhook(body)).toThrow(InputError);
    expect(() => parseWebhook(body)).toThrow(why);
  });

  it('takes any JSON for a delivery or refuses it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        try {
          parseWebhook(body);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
    );
  });
});
