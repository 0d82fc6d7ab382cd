import type { Database } from '../state/database.ts';
import type { Ability } from './kernel/identity.ts';
import { otherProjects, plantOthers, type SeededProject } from './seeds/other-projects.ts';
import { plantFiles, seededFiles } from './seeds/files.ts';
import { plantModules, seededModules } from './seeds/modules.ts';
import type { Tokens } from './people/tokens.ts';

/** What is there from the start, with the keys to it. */
export interface CloudSeeds {
  /** A project that brings its own users. */
  readonly projectId: number;
  readonly appId: string;
  readonly deviceClass: string;
  /** May do everything: administer, handle users, send commands and events, write key-value stores. */
  readonly adminKey: string;
  /** As the console makes them by default: it may send commands and events. */
  readonly projectKey: string;
  readonly user: { readonly id: number; readonly externalKey: string; readonly token: string };
  readonly home: { readonly id: number; readonly name: string };
  /** Pre-provisioned, and in the home. */
  readonly device: {
    readonly id: number;
    readonly tag: string;
    readonly apiKey: string;
    /** Claims it for another home, while it lets itself be claimed. */
    readonly claimCode: string;
  };
  /** Ids of the smart modules that every project has. */
  readonly modules: typeof seededModules;
  /** What can be fetched from the start. */
  readonly files: typeof seededFiles;
  /** A project whose users register with email and password. */
  readonly emailProject: SeededProject;
  /** A project whose users sign in with a code by text message. */
  readonly phoneProject: SeededProject;
}

/** The seeded keys are always the same for the same seed, so they were issued at a fixed moment. */
const issuedAt = Date.UTC(2026, 0, 1) / 1000;
const creationTime = new Date(issuedAt * 1000).toISOString();

const project = { id: 1001, name: 'Weather stations' };
const app = 'controller_app';
const deviceClass = 'weather_station';
const user = { id: 2000, externalKey: 'sample-user' };
const session = { id: 5000 };
const home = { id: 3000, name: 'Seattle' };
const device = { id: 4000, tag: 'WS-0001' };
const keys: Record<'admin' | 'default', { id: number; name: string; abilities: Ability[] }> = {
  admin: {
    id: 1,
    name: 'everything',
    abilities: ['administer', 'sendCommands', 'sendEvents', 'handleUsers', 'writeKeyValues'],
  },
  default: { id: 2, name: 'default', abilities: ['sendCommands', 'sendEvents'] },
};

/** Puts the seeds into an empty state, and says what they are. In a state that lasts they may have been changed since. */
export function seed(db: Database, tokens: Tokens): CloudSeeds {
  const isNew = !db.get('SELECT 1 FROM project');
  if (isNew) db.transaction(() => insert(db));
  const claimCode = tokens.code(device.id);
  db.transaction(() => {
    plantOthers(db, { id: device.id, claimCode });
    plantModules(db);
    if (isNew) plantFiles(db, { projectId: project.id, deviceClass, homeId: home.id });
  });
  return {
    projectId: project.id,
    appId: app,
    deviceClass,
    adminKey: tokens.issue({ type: 'project', id: keys.admin.id, issuedAt }),
    projectKey: tokens.issue({ type: 'project', id: keys.default.id, issuedAt }),
    user: { ...user, token: tokens.issue({ type: 'user', id: session.id, issuedAt }) },
    home,
    device: { ...device, apiKey: tokens.issue({ type: 'device', id: device.id, issuedAt }), claimCode },
    modules: seededModules,
    files: seededFiles,
    ...otherProjects(tokens),
  };
}

function insert(db: Database): void {
  const projectId = project.id;
  db.run('INSERT INTO project (id, name, creationTime) VALUES (:id, :name, :creationTime)', {
    ...project,
    creationTime,
  });
  db.run('INSERT INTO app (id, projectId) VALUES (:app, :projectId)', { app, projectId });
  db.run('INSERT INTO deviceClass (id, projectId) VALUES (:deviceClass, :projectId)', {
    deviceClass,
    projectId,
  });
  for (const { id, name, abilities } of Object.values(keys)) {
    db.run(
      `INSERT INTO projectKey (id, projectId, name, abilities, issuedAt)
       VALUES (:id, :projectId, :name, :abilities, :issuedAt)`,
      { id, projectId, name, abilities: abilities.join(' '), issuedAt },
    );
  }
  db.run(
    'INSERT INTO user (id, projectId, externalKey, creationTime) VALUES (:id, :projectId, :externalKey, :creationTime)',
    { ...user, projectId, creationTime },
  );
  db.run(
    'INSERT INTO session (id, userId, appId, issuedAt, creationTime) VALUES (:id, :userId, :app, :issuedAt, :creationTime)',
    { ...session, userId: user.id, app, issuedAt, creationTime },
  );
  db.run(
    'INSERT INTO home (id, projectId, name, creationTime) VALUES (:id, :projectId, :name, :creationTime)',
    {
      ...home,
      projectId,
      creationTime,
    },
  );
  db.run(
    "INSERT INTO member (homeId, userId, role, creationTime) VALUES (:homeId, :userId, 'owner', :creationTime)",
    {
      homeId: home.id,
      userId: user.id,
      creationTime,
    },
  );
  db.run(
    `INSERT INTO device (id, projectId, deviceClass, homeId, tag, creationTime, issuedAt)
     VALUES (:id, :projectId, :deviceClass, :homeId, :tag, :creationTime, :issuedAt)`,
    { ...device, projectId, deviceClass, homeId: home.id, creationTime, issuedAt },
  );
}
