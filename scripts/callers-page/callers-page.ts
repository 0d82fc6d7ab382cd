import type { WrittenOperation } from '../../packages/contract/src/operation.ts';
import { callersTable } from './callers-table.ts';

/** The page on who may call what. */
export function callersPage(
  analytics: readonly WrittenOperation[],
  cloud: readonly WrittenOperation[],
): string {
  const everyToken = analytics.filter(takesEveryToken);
  const rest = analytics.filter((operation) => !takesEveryToken(operation));
  return `# Who may call what

Printed by \`pnpm gen\` from the operations: do not edit. How each kind is got is in [credentials.md](credentials.md).

**yes**: takes it. **?**: nobody outside the platform knows; it is sent, and the platform decides. Nothing: a credential that is
known to be of this kind fails with a \`CallerError\` before anything is sent, and of one whose kind is not known the error of
the refusal says which kinds would do. Where only **none** is said, anybody may call it, and no credential is sent. What a
kind may do within an operation (whose homes, which collections) is the platform's to judge.

## Mode Analytics

${everyToken.length} of ${analytics.length} operations take every API token: Workspace, Member and personal. The others (a row without any is for people
in the web app):

${callersTable(rest, [
  ['Workspace', 'workspace'],
  ['Member', 'member'],
  ['personal', 'personal'],
  ['signature token', 'discovery'],
  ['none', 'nobody'],
])}

## MODE Cloud

A project key sends events and commands, writes key values, administers and handles users only where it was given the ability
in the console.

${callersTable(cloud, [
  ['session token', 'user'],
  ['device key', 'device'],
  ['project key', 'project'],
  ['none', 'nobody'],
])}
`;
}

const tokens = ['workspace', 'member', 'personal'];

function takesEveryToken({ callers = [] }: WrittenOperation): boolean {
  return callers.length === tokens.length && tokens.every((kind) => callers.some((each) => each === kind));
}
