import { Refusal } from '../../server/refusal.ts';
import { links } from '../kernel/hal.ts';
import type { UserRow } from '../kernel/rows.ts';
import { newToken, now } from '../kernel/new-values.ts';
import type { Handle, World } from '../kernel/world.ts';

const week = 7 * 86_400_000;

/** Invitations go to the outbox; nobody ever accepts one. */
export function inviteHandlers({ db, workspace, id, outbox }: World): Record<string, Handle<never>> {
  const create: Handle<{ invitee: { email: string }; message: string }> = (input, { identity }) => {
    const { email } = input.invitee;
    if (!email.includes('@')) throw new Refusal(400, 'Email is invalid');
    const inviter = db.get<UserRow>('SELECT * FROM users WHERE username = :user', { user: identity.user });
    const [token, at] = [newToken(), now()];
    outbox.send({
      kind: 'mail',
      to: email,
      subject: `Join ${workspace.name} on Mode`,
      text: input.message,
      data: { token },
    });
    return {
      body: {
        email,
        message: input.message,
        inviter_id: id(inviter?.id ?? 0),
        invitee_id: null,
        organization_id: id(workspace.id),
        limited: false,
        sent_at: at,
        resent_at: null,
        clicked_at: null,
        accepted_at: null,
        expires_at: new Date(Date.parse(at) + week).toISOString(),
        created_at: at,
        _links: links({
          inviter: `/api/${identity.user}`,
          web_self_resend: `/organizations/${workspace.username}/invites/${token}/resend`,
        }),
      },
    };
  };
  return { 'invites.create': create };
}
