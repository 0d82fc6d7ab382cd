/** Mode Analytics: calls, lists, a run and its rows, a zip, a file, errors, an embed, a webhook. */
globalThis.analyticsProbes = ({ lib, url, analytics, expect, thrown, mode, within, during, event, slow }) => {
  const report = analytics.reports.example;
  return {
    verify: () =>
      mode().then((client) =>
        within(client, async () => {
          expect((await client.verify()).api_key_scope === 'workspace', 'the key of a workspace');
        }),
      ),
    call: async () =>
      within(await mode(), async (client) =>
        expect((await client.reports.get({ report })).token === report, 'the report'),
      ),
    list: async () =>
      within(await mode(), async (client) => {
        const all = [];
        for await (const collection of client.collections.list({ filter: 'all' })) all.push(collection);
        expect(all.length > 0 && (await client.collections.list()).items.length > 0, 'collections');
      }),
    run: async () =>
      within(await mode(), async (client) =>
        expect((await client.reports.runAndWait({ report })).state === 'succeeded', 'a run that succeeds'),
      ),
    rows: async () =>
      within(await mode(), async (client) => {
        const { token } = await client.reports.runAndWait({ report });
        const rows = [];
        for await (const row of client.results.rows({ report, run: token })) rows.push(row);
        expect(
          rows.length > 1 && Object.values(rows[0]).every((cell) => typeof cell === 'string'),
          'rows of text',
        );
        const where = { report, run: token, format: 'json' };
        const typed = await client.results.rows(where).toArray();
        expect(typed.length === rows.length, 'as many rows of JSON');
      }),
    zip: async () =>
      within(await mode(), async (client) => {
        const several = analytics.reports.severalQueries;
        const { token } = await client.reports.runAndWait({ report: several });
        let [tables, rows] = [0, 0];
        for await (const table of client.results.reportTables({ report: several, run: token })) {
          tables += 1;
          rows += (await table.rows.toArray()).length;
        }
        expect(tables > 1 && rows > 1, 'several tables with rows');
      }),
    download: async () =>
      within(await mode(), async (client) => {
        const { token } = await client.reports.runAndWait({ report });
        const to = `./result-${Math.random()}.csv`;
        const saved = await client.results.download({ report, run: token, to });
        expect(saved.bytes > 0, 'bytes in a file');
      }),
    'not-found': async () =>
      within(await mode(), async (client) => {
        const { NotFoundError } = await lib.analytics();
        const error = await thrown(() => client.reports.get({ report: '000000000000' }));
        expect(NotFoundError.isInstance(error) && error.status === 404, `a NotFoundError, not ${error}`);
      }),
    'wrong-key': async () => {
      const { AuthenticationError, basic } = await lib.analytics();
      const credential = basic({ token: 'test-token', secret: 'test-secret' });
      await within(await mode({ credential }), async (client) => {
        const error = await thrown(() => client.verify());
        expect(AuthenticationError.isInstance(error), `an AuthenticationError, not ${error}`);
      });
    },
    retry: async () =>
      within(await mode(), (client) =>
        during({ operation: 'reports.get', status: 503, times: 1 }, () => client.reports.get({ report })),
      ),
    abort: async () =>
      within(await mode(), (client) =>
        slow('reports.get', async () => {
          const stop = new AbortController();
          const reason = new Error('enough');
          const call = thrown(() => client.reports.get({ report }, { signal: stop.signal }));
          setTimeout(() => stop.abort(reason), 50);
          expect((await call) === reason, "the signal's own reason");
        }),
      ),
    timeout: async () =>
      within(await mode(), (client) =>
        slow('reports.get', async () => {
          const { TimeoutError } = await lib.analytics();
          const error = await thrown(() => client.reports.get({ report }, { timeout: 200 }));
          expect(TimeoutError.isInstance(error), `a TimeoutError, not ${error}`);
        }),
      ),
    embed: async () => {
      const { signEmbedUrl } = await lib.analytics();
      const signed = await signEmbedUrl({
        workspace: 'test',
        report: '12eaf1245c7e',
        accessKey: '1234567890',
        accessSecret: '0987654321',
        maxAge: 1800,
        timestamp: 1532446786,
      });
      const signature = 'bce6321f616c77321e8dcc7943b6f3f8c23425b23c87a14a23395a423f605da9';
      expect(signed.endsWith(`signature=${signature}`), `the signature of the help page, not ${signed}`);
    },
    webhook: async () => {
      const { parseWebhook } = await lib.analytics();
      const link = `${url}/api/${analytics.workspace}/reports/${report}/runs/abc123def456`;
      const hook = parseWebhook(JSON.stringify({ event: 'report_run_completed', report_run_url: link }));
      expect(hook.event === 'report_run_completed', 'the event');
    },
  };
};
