import { basic, OriginError } from '@bimodal/auth-core';
import { describe, expect, it } from 'vitest';
import { CallerError, ExportError, InputError } from '../src/index.ts';
import { inTurn, json, PlatformServer, type Handler } from './platform-server.ts';

const link = (href: string): object => ({ href });
const minted = {
  token: '5b89bf4b0a49',
  access_key: '8b6fdc0a36bf340604a3cedc',
  access_secret: '829146cb6c752f51bbbb8c85',
};
/** The documented example token as the bearer that it makes. */
const bearer = 'Bearer NWI4OWJmNGIwYTQ5OjhiNmZkYzBhMzZiZjM0MDYwNGEzY2VkYzo4MjkxNDZjYjZjNzUyZjUxYmJiYjhjODU=';
const mint = 'POST /batch/acme/signature_tokens';
const unmint = 'DELETE /batch/acme/signature_tokens/5b89bf4b0a49';
const reports = 'GET /batch/acme/reports';
const page = json(200, {
  reports: [{ token: 'r1', id: 5 }],
  pagination: { page: 1, per_page: 1000, count: 1, total_pages: 1, total_count: 1 },
  _links: {},
});

describe('follow', () => {
  const resource = {
    _links: {
      pins: { href: '/api/acme/reports/r1/pins' },
      run: { href: '/api/acme/reports/r1/runs/{id}?embed[result]=1' },
      search: { href: '/api/acme/people{?name[first]}' },
      elsewhere: { href: 'https://example.com/api/acme' },
      sly: { href: '//example.com/api/acme' },
    },
  };

  it('reads what a link leads to', async () => {
    await using server = await new PlatformServer()
      .on('GET /api/acme/reports/r1/pins', json(200, { pins: [] }))
      .start();
    await using mode = server.client();
    expect(await mode.follow(resource, 'pins')).toEqual({ pins: [] });
  });

  it('fills templates, encoded, and keeps the query', async () => {
    await using server = await new PlatformServer().start();
    await using mode = server.client();
    await mode.follow(resource, 'run', { id: 'a/b' }).catch(() => {});
    await mode.follow(resource, 'search', { 'name[first]': 'A & B' }).catch(() => {});
    expect(server.requests.map(({ url }) => decodeURIComponent(url))).toEqual([
      '/api/acme/reports/r1/runs/a/b?embed[result]=1',
      '/api/acme/people?name[first]=A & B',
    ]);
    expect(server.requests[0]?.url).toContain('/runs/a%2Fb?');
  });

  it('takes an absolute link within its origin', async () => {
    await using server = await new PlatformServer().on('GET /api/acme/x', json(200, { x: 1 })).start();
    await using mode = server.client();
    const absolute = { _links: { x: { href: `${server.url}/api/acme/x` } } };
    expect(await mode.follow(absolute, 'x')).toEqual({ x: 1 });
  });

  it.each(['elsewhere', 'sly'])('goes nowhere else (%s)', async (rel) => {
    await using server = await new PlatformServer().start();
    await using mode = server.client();
    await expect(mode.follow(resource, rel)).rejects.toBeInstanceOf(OriginError);
    expect(server.requests).toEqual([]);
  });

  it.each([
    ['none', {}, 'has no link "none". It has pins, run'],
    ['run', {}, 'pass a value for "id"'],
    ['pins', { id: 'x' }, 'takes no value called "id"'],
  ])('says what is wrong with %s %j', async (rel, values, message) => {
    await using server = await new PlatformServer().start();
    await using mode = server.client();
    const following = mode.follow(resource, rel, values);
    await expect(following).rejects.toBeInstanceOf(InputError);
    await expect(following).rejects.toThrow(message);
    expect(server.requests).toEqual([]);
  });
});

describe('discovery', () => {
  it('mints one signature token, uses it for all calls, and deletes it at the end', async () => {
    await using server = await new PlatformServer()
      .on(mint, json(200, minted))
      .on(reports, page)
      .on(unmint, json(200, { message: 'gone' }))
      .start();
    const mode = server.client();
    const [first, second] = await Promise.all([mode.discovery.listReports(), mode.discovery.listReports()]);
    expect([first.items, second.items]).toEqual([[{ token: 'r1', id: '5' }], [{ token: 'r1', id: '5' }]]);
    expect(server.count(mint)).toBe(1);
    const sent = server.requests.filter(({ url }) => url === '/batch/acme/reports');
    expect(sent.map(({ headers }) => headers.authorization)).toEqual([bearer, bearer]);
    expect(server.requests[0]?.headers.authorization).toBe(`Basic ${btoa('test-token:test-secret')}`);
    expect(JSON.parse(server.requests[0]?.body ?? '')).toMatchObject({
      signature_token: { auth_scope: { authentication_for: 'batch-api', authorization_type: 'read-only' } },
    });
    await mode.close();
    expect(server.count(unmint)).toBe(1);
  });

  it('mints another where one is refused', async () => {
    const other = { ...minted, token: 'bbbbbbbbbbbb' };
    await using server = await new PlatformServer()
      .on(mint, inTurn(json(200, minted), json(200, other)))
      .on(reports, inTurn(json(401, { id: 'unauthorized', message: 'no' }), page))
      .start();
    await using mode = server.client();
    expect((await mode.discovery.listReports()).items).toHaveLength(1);
    expect(server.count(mint)).toBe(2);
    // The refused one is not the platform's any more.
    expect(server.count(unmint)).toBe(0);
  });

  it('mints nothing, and deletes nothing, where nobody asks', async () => {
    await using server = await new PlatformServer().start();
    await server.client().close();
    expect(server.requests).toEqual([]);
  });

  it('tells why there is no token', async () => {
    await using server = await new PlatformServer()
      .on(mint, json(403, { id: 'forbidden', message: 'Enterprise only' }))
      .start();
    await using mode = server.client();
    await expect(mode.discovery.listReports()).rejects.toThrow('signatureTokens.create was answered 403');
  });
});

describe('kinds of credentials', () => {
  const kind = (of: 'workspace' | 'member') =>
    basic({ token: 'test-token', secret: 'test-secret', kind: of });

  it('refuses before sending, and names the way out', async () => {
    await using server = await new PlatformServer().start();
    await using workspace = server.client({ credential: kind('workspace') });
    await using member = server.client({ credential: kind('member') });
    const refusals = [
      [
        () => workspace.reportRuns.clone({ report: 'r1', run: 'n1' }),
        'it takes a Member token or a personal token',
      ],
      [
        () => workspace.invites.create({ invitee: { email: 'a@b.c' }, message: '' }),
        'Use a client with such',
      ],
      [
        () => member.auditLogs.list({ start_timestamp: '2026-01-01', end_timestamp: '2026-01-02' }).toArray(),
        'it takes a Workspace token',
      ],
      [() => member.accounts.current(), 'takes no API key at all. Use `client.verify()`'],
    ] as const;
    for (const [call, message] of refusals) {
      const error: unknown = await call().catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(CallerError);
      expect(String(error)).toContain(message);
    }
    expect(server.requests).toEqual([]);
  });

  it('says the same when the platform refuses', async () => {
    const unsupported = json(400, {
      id: 'bad_request',
      message: 'This endpoint is unsupported for use with Api Keys',
    });
    await using server = await new PlatformServer()
      .on('GET /api/account', unsupported)
      .on('GET /api/acme/audit_logs', (_seen, response) => response.writeHead(401).end())
      .start();
    await using mode = server.client();
    await expect(mode.accounts.current()).rejects.toThrow('No API key may do this. Use `client.verify()`');
    const logs = mode.auditLogs.list({ start_timestamp: '2026-01-01', end_timestamp: '2026-01-02' });
    await expect(logs.toArray()).rejects.toThrow('this takes a Workspace token');
  });
});

describe('auditLogs.list', () => {
  it.each(['metadata', 'pagination', 'top'])('goes on by the cursor in %s', async (place) => {
    const entries = (id: string, next?: string): Handler => {
      const cursor = { next_token: next ?? null };
      return json(200, { audit_logs: [{ id }], ...(place === 'top' ? cursor : { [place]: cursor }) });
    };
    await using server = await new PlatformServer()
      .on('GET /api/acme/audit_logs', inTurn(entries('a', 'c1'), entries('b', 'c2'), entries('c')))
      .start();
    await using mode = server.client();
    const logs = mode.auditLogs.list({ start_timestamp: '2026-01-01', end_timestamp: '2026-01-02' });
    expect((await logs.toArray()).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(
      server.requests.map(({ url }) => new URLSearchParams(url.split('?')[1]).get('next_token')),
    ).toEqual([null, 'c1', 'c2']);
    expect(server.requests[0]?.headers.accept).toBe('application/json');
  });
});

describe('pdfExports.pdf', () => {
  const job = 'GET /api/acme/reports/r1/exports/runs/n1/pdf.pdf';
  const file = 'GET /api/acme/reports/r1/exports/runs/n1/pdf/download';
  const state = (word: string): Handler => json(200, { state: word, _links: { self: link('/x') } });
  const bytes = (type: string): Handler => {
    return (_seen, response) =>
      response
        .writeHead(200, {
          'content-type': type,
          'content-length': 4,
          'content-disposition': 'attachment; filename="a.pdf"',
        })
        .end('%PDF');
  };
  const place = { report: 'r1', run: 'n1' };

  it('has it made, waits, and gives it', async () => {
    await using server = await new PlatformServer()
      .on(job, inTurn(state('new'), state('requested'), state('completed')))
      .on(file, bytes('application/pdf'))
      .start();
    await using mode = server.client();
    const pdf = await mode.pdfExports.pdf(place, { pollInterval: 1 });
    expect([pdf.filename, await pdf.text()]).toEqual(['a.pdf', '%PDF']);
    expect(server.count(job)).toBe(3);
  });

  it('gives up in time', async () => {
    await using server = await new PlatformServer().on(job, state('requested')).start();
    await using mode = server.client();
    await mode.pdfExports.get(place);
    const error: unknown = await mode.pdfExports
      .pdf(place, { pollInterval: 1, timeout: 300 })
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ExportError);
    expect(error).toMatchObject({ state: 'requested' });
  });

  const silent: Handler = () => undefined;

  it.each([
    ['the first look is not answered', silent, silent, 'unknown'],
    ['the file does not begin to come', state('completed'), silent, 'completed'],
  ])('gives up in time where %s', async (_what, look, download, known) => {
    await using server = await new PlatformServer().on(job, look).on(file, download).start();
    await using mode = server.client();
    const error: unknown = await mode.pdfExports
      .pdf(place, { pollInterval: 1, timeout: 200 })
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ExportError);
    expect(error).toMatchObject({ state: known, cause: { name: 'TimeoutError' } });
  });

  it('keeps to what it was asked for, whatever becomes of that object', async () => {
    const input = { ...place };
    await using server = await new PlatformServer()
      .on(job, (seen, response) => {
        input.run = 'n2';
        inOrder(seen, response);
      })
      .on(file, bytes('application/pdf'))
      .start();
    const inOrder = inTurn(state('new'), state('requested'), state('completed'));
    await using mode = server.client();
    const pdf = await mode.pdfExports.pdf(input, { pollInterval: 1 });
    expect(await pdf.text()).toBe('%PDF');
    expect(server.count(job)).toBe(3);
  });

  it('takes nothing else for a PDF', async () => {
    await using server = await new PlatformServer()
      .on(job, state('completed'))
      .on(file, bytes('text/html'))
      .start();
    await using mode = server.client();
    await expect(mode.pdfExports.pdf(place)).rejects.toThrow('text/html, not a PDF');
  });
});

describe('a refusal to make a signature token', () => {
  it.each([
    [401, 'AuthenticationError'],
    [403, 'PermissionError'],
  ])('says what it needs where the platform refuses with %i', async (status, name) => {
    await using server = await new PlatformServer()
      .on('POST /batch/acme/signature_tokens', json(status, { id: 'refused' }))
      .start();
    await using mode = server.client();
    const error: unknown = await mode.discovery.listReports().then(undefined, (reason: unknown) => reason);
    expect(error).toMatchObject({ name, status, code: 'refused', operation: 'signatureTokens.create' });
    expect(String(error)).toContain('needs the key of an admin, and the Enterprise plan');
  });

  it('leaves other errors as they are', async () => {
    await using server = await new PlatformServer()
      .on('POST /batch/acme/signature_tokens', json(422, { id: 'invalid' }))
      .start();
    await using mode = server.client();
    await expect(mode.discovery.listReports()).rejects.not.toThrow('an admin');
  });
});
