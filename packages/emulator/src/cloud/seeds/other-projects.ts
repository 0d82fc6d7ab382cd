import type { Database } from '../../state/database.ts';
import type { Tokens } from '../people/tokens.ts';

/** A project beside the main one, to which people come by themselves. */
export interface SeededProject {
  readonly projectId: number;
  readonly appId: string;
  readonly deviceClass: string;
  /** May do everything. */
  readonly adminKey: string;
}

const issuedAt = Date.UTC(2026, 0, 1) / 1000;
const creationTime = new Date(issuedAt * 1000).toISOString();
const app = 'controller_app';
const deviceClass = 'weather_station';
const everything = 'administer sendCommands sendEvents handleUsers writeKeyValues';
const projects = [
  { id: 1002, name: 'By email', accounts: 'email', key: 3 },
  { id: 1003, name: 'By phone', accounts: 'phone', key: 4 },
] as const;

/** Puts the other projects into a state that lacks them, and gives the seeded device its claim code. */
export function plantOthers(db: Database, device: { readonly id: number; readonly claimCode: string }): void {
  if (db.get("SELECT 1 FROM project WHERE accounts = 'email'")) return;
  for (const { id, name, accounts, key } of projects) {
    db.run(
      'INSERT INTO project (id, name, accounts, creationTime) VALUES (:id, :name, :accounts, :creationTime)',
      { id, name, accounts, creationTime },
    );
    db.run('INSERT INTO app (id, projectId) VALUES (:app, :id)', { app, id });
    db.run('INSERT INTO deviceClass (id, projectId) VALUES (:deviceClass, :id)', { deviceClass, id });
    db.run(
      `INSERT INTO projectKey (id, projectId, name, abilities, issuedAt)
       VALUES (:key, :id, 'everything', :everything, :issuedAt)`,
      { key, id, everything, issuedAt },
    );
  }
  db.run('UPDATE device SET claimCode = :claimCode WHERE id = :id', { ...device });
}

export function otherProjects(tokens: Tokens): { emailProject: SeededProject; phoneProject: SeededProject } {
  const [email, phone] = projects;
  const seeded = ({ id, key }: { readonly id: number; readonly key: number }): SeededProject => ({
    projectId: id,
    appId: app,
    deviceClass,
    adminKey: tokens.issue({ type: 'project', id: key, issuedAt }),
  });
  return { emailProject: seeded(email), phoneProject: seeded(phone) };
}
