import { subscribe } from 'node:diagnostics_channel';
import {
  AnalyticsClient,
  basic,
  BimodalError,
  StatusError,
  type Credential,
} from '@bimodal/analytics-client';
import { IotClient } from '@bimodal/iot-client';
import { modeCloudKey } from '@bimodal/auth-core';
import { token } from '../secrets.ts';
import type { Adapter, CallSetup, Client, ListStyle, PageFacts, PageForm, Setup } from './client.ts';
import { dispatcherFor } from './dispatcher.ts';

const report = 'abc123def456';

function make(setup: Setup): Client {
  const { credential, transport, log } = setup;
  if (log) for (const name of ['bimodal:attempt', 'bimodal:mismatch']) subscribe(name, log);
  const given =
    typeof credential === 'string'
      ? basic({ token, secret: credential })
      : {
          name: 'test',
          provide: async (): Promise<Credential> => basic({ token, secret: await credential() }),
        };
  const options = {
    baseUrl: setup.url,
    timeout: setup.timeout,
    retries: setup.retries,
    headers: setup.headers,
    maxBodyBytes: setup.maxBytes,
    dispatcher: transport && dispatcherFor(transport),
    allowInsecureHttp: setup.insecure,
    // For a stream the timeout ends with the headers; this is its continuation.
    stallTimeout: setup.timeout,
    ...setup.remedy,
  };
  const mode = new AnalyticsClient({ workspace: 'acme', credential: given, ...options });
  const cloud = new IotClient({ credential: modeCloudKey(cloudKeyOf(credential)), ...options });
  const perCall = (call?: CallSetup): { signal?: AbortSignal; maxBodyBytes?: number } => ({
    ...(call?.signal && { signal: call.signal }),
    ...(call?.maxBytes !== undefined && { maxBodyBytes: call.maxBytes }),
  });
  return {
    get: (id = report, call) => mode.reports.get({ report: id }, perCall(call)),
    create({ text, changeTo }, call) {
      const cron = { freq: 'daily' as const, time_zone: text };
      const made = mode.reportSchedules.create({ report, cron }, perCall(call));
      if (changeTo !== undefined) cron.time_zone = changeTo;
      return made;
    },
    remove: (id) => mode.reportSchedules.delete({ report, schedule: id }),
    list: (style) => listOf(mode, cloud, style),
    download: async (call) =>
      mode.results.csv({ report, run: 'abc123def456', queryRun: 'abc123def456' }, perCall(call)),
    request: (path) => mode.request({ method: 'GET', path }),
    mint: () =>
      mode.signatureTokens.create({
        name: 'probe',
        expires_at: '2027-01-01T00:00:00Z',
        auth_scope: { authentication_for: 'batch-api', authorization_type: 'read-only' },
      }),
    follow: (href) => mode.follow({ _links: { more: { href } } }, 'more'),
    printable: [mode, mode.reports, given, cloud, cloud.devices],
  };
}

function cloudKeyOf(credential: Setup['credential']): string {
  return typeof credential === 'string' ? credential : 'test-key';
}

function listOf(
  mode: AnalyticsClient,
  cloud: IotClient,
  style: ListStyle,
): AsyncIterable<unknown> | undefined {
  switch (style) {
    case 'counted':
      return mode.collections.list({});
    case 'numbered':
      return mode.reports.listInCollection({ collection: 'abc123def456' });
    case 'range':
      return cloud.homes.list({ userId: 1 });
    case 'cursor':
      return mode.auditLogs.list({ start_timestamp: '2026-01-01', end_timestamp: '2026-02-01' });
  }
}

function page(style: ListStyle, facts: PageFacts): PageForm {
  const { ids, next, page: number = 1, total, first, link } = facts;
  const _links = link === undefined ? {} : { next_page: { href: link } };
  switch (style) {
    case 'counted': {
      const perPage = 2;
      const pagination = {
        page: number,
        per_page: perPage,
        count: ids.length,
        total_pages: Math.ceil((total ?? 0) / perPage),
        total_count: total,
      };
      return { headers: {}, body: { _links, pagination, _embedded: { spaces: ids.map(named) } } };
    }
    case 'numbered':
      return { headers: {}, body: { _links, _embedded: { reports: ids.map(named) } } };
    case 'range': {
      const from = first ?? 0;
      const headers =
        first === undefined ? {} : { 'vnd.tinkermode.range': `${from}-${from + ids.length - 1}/${total}` };
      return {
        headers,
        body: ids.map((id) => ({ id: Number(id), projectId: 1, creationTime: '', name: '' })),
      };
    }
    case 'cursor':
      return {
        headers: {},
        body: { audit_logs: ids.map(named), metadata: { next_token: next ?? null }, _links },
      };
  }
}

function named(id: string): { id: string; token: string; name: string } {
  return { id, token: id, name: id };
}

/** Our own clients. */
export const bimodal: Adapter = {
  name: 'bimodal',
  package: '@bimodal/analytics-client',
  notApplicable: {},
  remedies: {},
  notes: {},
  make,
  isOwnError: (error) => BimodalError.isInstance(error),
  factsOf: (error) =>
    StatusError.isInstance(error)
      ? { status: error.status, requestId: error.requestId }
      : { status: undefined, requestId: undefined },
  page,
};
