/** A file with 50 calls of one client, as somebody would write them. */
export interface TypeConsumer {
  readonly client: string;
  readonly packed: boolean;
  readonly source: string;
}

const fifty = Array.from({ length: 50 }, (_, index) => index);

/** 50 calls, taking the given ones in turns; each result is used. */
function calls(head: string, expressions: readonly string[]): string {
  const lines = fifty.map((index) => {
    const expression = expressions[index % expressions.length];
    return `export const result${index} = await ${expression};`;
  });
  return `${head}\n${lines.join('\n')}\n`;
}

export const typeConsumers: readonly TypeConsumer[] = [
  {
    client: 'bimodal',
    packed: true,
    source: calls(
      `import { AnalyticsClient } from '@bimodal/analytics-client';
import { IotClient } from '@bimodal/iot-client';
const mode = new AnalyticsClient();
const cloud = new IotClient();`,
      [
        `mode.collections.list()`,
        `mode.collections.get({ collection: 'abc' })`,
        `mode.reports.listInCollection({ collection: 'abc', page: 2 })`,
        `mode.reports.get({ report: 'abc' })`,
        `mode.reports.update({ report: 'abc', name: 'New' })`,
        `mode.reports.archive({ report: 'abc' })`,
        `mode.reports.unarchive({ report: 'abc' })`,
        `mode.reports.runAndWait({ report: 'abc', parameters: { limit: 3 } })`,
        `mode.reportRuns.create({ report: 'abc' })`,
        `mode.reportRuns.list({ report: 'abc' })`,
        `mode.reportRuns.get({ report: 'abc', run: 'def' })`,
        `mode.queryRuns.list({ report: 'abc', run: 'def' })`,
        `mode.queryRuns.get({ report: 'abc', run: 'def', queryRun: 'ghi' })`,
        `mode.queries.list({ report: 'abc' })`,
        `mode.reportSchedules.list({ report: 'abc' })`,
        `cloud.whoAmI()`,
        `cloud.users.get({ user: 1 })`,
        `cloud.users.create({ projectId: 1 })`,
        `cloud.sessions.create({ projectId: 1, appId: 'app', userId: 2 })`,
        `cloud.homes.list({ userId: 1 })`,
        `cloud.homes.create({ name: 'Home' })`,
        `cloud.homes.get({ home: 1 })`,
        `cloud.devices.list({ homeId: 1 })`,
        `cloud.devices.get({ device: 1 })`,
        `cloud.devices.sendCommand({ device: 1, action: 'light', parameters: { on: true } })`,
      ],
    ),
  },
  {
    client: 'openai',
    packed: false,
    source: calls(
      `import OpenAI from 'openai';
const openai = new OpenAI({ apiKey: 'test-token' });`,
      [
        `openai.models.list()`,
        `openai.models.retrieve('m')`,
        `openai.chat.completions.create({ model: 'm', messages: [{ role: 'user', content: 'Hi' }] })`,
        `openai.chat.completions.retrieve('c')`,
        `openai.embeddings.create({ model: 'm', input: 'Hi' })`,
        `openai.files.list()`,
        `openai.files.retrieve('f')`,
        `openai.files.delete('f')`,
        `openai.batches.list()`,
        `openai.batches.retrieve('b')`,
        `openai.batches.cancel('b')`,
        `openai.moderations.create({ input: 'Hi' })`,
        `openai.responses.create({ model: 'm', input: 'Hi' })`,
        `openai.responses.retrieve('r')`,
        `openai.vectorStores.list()`,
        `openai.vectorStores.retrieve('v')`,
        `openai.vectorStores.create({ name: 'v' })`,
        `openai.fineTuning.jobs.list()`,
        `openai.fineTuning.jobs.retrieve('j')`,
        `openai.conversations.retrieve('c')`,
      ],
    ),
  },
  {
    client: 'octokit',
    packed: false,
    source: calls(
      `import { Octokit } from 'octokit';
const octokit = new Octokit();
const repo = { owner: 'o', repo: 'r' };`,
      [
        `octokit.rest.repos.get(repo)`,
        `octokit.rest.repos.listBranches(repo)`,
        `octokit.rest.repos.listCommits(repo)`,
        `octokit.rest.repos.listTags(repo)`,
        `octokit.rest.repos.getContent({ ...repo, path: 'p' })`,
        `octokit.rest.repos.update({ ...repo, name: 'n' })`,
        `octokit.rest.issues.get({ ...repo, issue_number: 1 })`,
        `octokit.rest.issues.listForRepo(repo)`,
        `octokit.rest.issues.create({ ...repo, title: 't' })`,
        `octokit.rest.issues.update({ ...repo, issue_number: 1, title: 't' })`,
        `octokit.rest.issues.listComments({ ...repo, issue_number: 1 })`,
        `octokit.rest.pulls.get({ ...repo, pull_number: 1 })`,
        `octokit.rest.pulls.list(repo)`,
        `octokit.rest.pulls.merge({ ...repo, pull_number: 1 })`,
        `octokit.rest.users.getAuthenticated()`,
        `octokit.rest.users.getByUsername({ username: 'u' })`,
        `octokit.rest.orgs.get({ org: 'o' })`,
        `octokit.rest.teams.list({ org: 'o' })`,
        `octokit.rest.actions.listWorkflowRunsForRepo(repo)`,
        `octokit.rest.git.getRef({ ...repo, ref: 'heads/main' })`,
      ],
    ),
  },
];
