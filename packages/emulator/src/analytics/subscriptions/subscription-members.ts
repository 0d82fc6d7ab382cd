import { collection as list, links } from '../kernel/hal.ts';
import { notFound } from '../kernel/refusals.ts';
import { findSubscription } from './report-subscriptions.ts';
import { newToken } from '../kernel/new-values.ts';
import type { Handle, World } from '../kernel/world.ts';

interface Place {
  report: string;
  subscription: string;
}

/** Who gets a subscription, by mail and in Slack. What is in a membership no source says: it has a token and links. */
export function subscriptionMemberHandlers(world: World): Record<string, Handle<never>> {
  return { ...handlersOf(world, 'email'), ...handlersOf(world, 'slack') };
}

function handlersOf(world: World, channel: 'email' | 'slack'): Record<string, Handle<never>> {
  const { db, workspace } = world;
  const pathOf = ({ report, token }: { report: string; token: string }): string =>
    `/api/${workspace.username}/reports/${report}/subscriptions/${token}/${channel}_memberships`;
  const json = (path: string, token: string) => ({ token, _links: links({ self: `${path}/${token}` }) });
  const find = (subscription: string, token: string): string => {
    const row = db.get<{ token: string }>(
      `SELECT token FROM subscription_members
       WHERE subscription = :subscription AND channel = :channel AND token = :token`,
      { subscription, channel, token },
    );
    if (!row) throw notFound('membership not found');
    return row.token;
  };
  const listAll: Handle<Place> = (input, { identity }) => {
    const subscription = findSubscription(world, input.report, input.subscription, identity);
    const path = pathOf(subscription);
    const rows = db.all<{ token: string }>(
      'SELECT token FROM subscription_members WHERE subscription = :token AND channel = :channel ORDER BY id',
      { token: subscription.token, channel },
    );
    const key = `${channel}_report_subscription_memberships`;
    return {
      body: list(
        path,
        key,
        rows.map(({ token }) => json(path, token)),
      ),
    };
  };
  const create: Handle<Place & { membership?: object }> = (input, { identity }) => {
    const subscription = findSubscription(world, input.report, input.subscription, identity);
    const token = newToken();
    db.run(
      `INSERT INTO subscription_members (token, channel, subscription, fields)
       VALUES (:token, :channel, :subscription, :fields)`,
      {
        token,
        channel,
        subscription: subscription.token,
        fields: JSON.stringify(input.membership ?? {}),
      },
    );
    return { body: json(pathOf(subscription), token) };
  };
  const get: Handle<Place & { membership: string }> = (input, { identity }) => {
    const subscription = findSubscription(world, input.report, input.subscription, identity);
    return { body: json(pathOf(subscription), find(subscription.token, input.membership)) };
  };
  const remove: Handle<Place & { membership: string }> = (input, { identity }) => {
    const subscription = findSubscription(world, input.report, input.subscription, identity);
    const token = find(subscription.token, input.membership);
    db.run('DELETE FROM subscription_members WHERE token = :token', { token });
    return { body: json(pathOf(subscription), token) };
  };
  return {
    [`${channel}Memberships.list`]: listAll,
    [`${channel}Memberships.create`]: create,
    [`${channel}Memberships.get`]: get,
    [`${channel}Memberships.delete`]: remove,
  };
}
