import { randomBytes } from 'node:crypto';
import type { Handlers } from '../../server/platform.ts';
import { now, nowInSeconds } from '../kernel/clock.ts';
import type { CloudIdentity } from '../kernel/identity.ts';
import type { CloudParts } from '../kernel/parts.ts';
import { needAbility, needHome } from '../homes/permissions.ts';
import { missing, refused } from '../kernel/reasons.ts';
import { present } from '../kernel/row.ts';

/** How long a token may be redeemed, in milliseconds. The platform's own time is unknown. */
const life = 60 * 60 * 1000;

interface Provisioning {
  readonly homeId: number;
  readonly projectId: number;
  readonly deviceClass: string;
  readonly tag: string | null;
  readonly expirationTime: string;
}

export function provisioning(parts: CloudParts): Handlers<CloudIdentity> {
  const { db, tokens } = parts;
  return {
    'devices.startProvisioning': (
      input: { home: number; deviceClass: string; deviceTag?: string },
      { identity },
    ) => {
      needHome(db, identity, input.home);
      needAbility(identity, 'administer');
      const { home, deviceClass } = input;
      const known = db.get(
        'SELECT 1 FROM deviceClass WHERE id = :deviceClass AND projectId = (SELECT projectId FROM home WHERE id = :home)',
        { deviceClass, home },
      );
      if (!known) throw missing(`The project has no device class ${deviceClass}.`);
      db.run('DELETE FROM provisioning WHERE expirationTime < :now', { now: now() });
      const token = randomBytes(24).toString('hex');
      const expirationTime = new Date(Date.now() + life).toISOString();
      db.run(
        `INSERT INTO provisioning (token, homeId, deviceClass, tag, expirationTime)
         VALUES (:token, :home, :deviceClass, :tag, :expirationTime)`,
        { token, home, deviceClass, tag: input.deviceTag ?? null, expirationTime },
      );
      return { body: { token, expirationTime } };
    },

    'devices.provision': (input: { token: string }) =>
      db.transaction(() => {
        const { id, issuedAt, ...device } = made(parts, input.token);
        return { body: present({ id, ...device, apiKey: tokens.issue({ type: 'device', id, issuedAt }) }) };
      }),

    'devices.addOnDemand': (input: { homeId: number; deviceClass: string; token: string }, { identity }) => {
      needHome(db, identity, input.homeId);
      return db.transaction(() => {
        const { issuedAt: _, ...device } = made(parts, input.token, input);
        return { body: present({ ...device, isConnected: false }) };
      });
    },
  };
}

/** The device that a token is good for, and the end of the token. @throws Refusal */
function made(
  { db }: CloudParts,
  token: string,
  asked?: { readonly homeId: number; readonly deviceClass: string },
) {
  const found = db.get<Provisioning>(
    `SELECT homeId, projectId, deviceClass, tag, expirationTime FROM provisioning JOIN home ON home.id = homeId
     WHERE token = :token`,
    { token },
  );
  const isOther = asked && (asked.homeId !== found?.homeId || asked.deviceClass !== found.deviceClass);
  if (!found || isOther || found.expirationTime < now()) {
    throw refused('INVALID_TOKEN', 'The token is unknown, used up or too old.');
  }
  db.run('DELETE FROM provisioning WHERE token = :token', { token });
  const { projectId, deviceClass, homeId, tag } = found;
  const device = { projectId, deviceClass, homeId, tag, creationTime: now() };
  const issuedAt = nowInSeconds();
  const { lastId: id } = db.run(
    `INSERT INTO device (projectId, deviceClass, homeId, tag, creationTime, issuedAt)
     VALUES (:projectId, :deviceClass, :homeId, :tag, :creationTime, :issuedAt)`,
    { ...device, issuedAt },
  );
  return { id, issuedAt, ...device };
}
