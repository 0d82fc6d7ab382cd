/** MODE Cloud's state, step by step. Ids begin where they cannot be mistaken for positions in a list. */
export const migrations: readonly string[] = [
  `
  CREATE TABLE project (id INTEGER PRIMARY KEY, name TEXT NOT NULL, creationTime TEXT NOT NULL);
  CREATE TABLE app (id TEXT NOT NULL, projectId INTEGER NOT NULL REFERENCES project, PRIMARY KEY (projectId, id));
  CREATE TABLE deviceClass (
    id TEXT NOT NULL, projectId INTEGER NOT NULL REFERENCES project, PRIMARY KEY (projectId, id));
  CREATE TABLE projectKey (
    id INTEGER PRIMARY KEY, projectId INTEGER NOT NULL REFERENCES project, name TEXT NOT NULL,
    abilities TEXT NOT NULL, issuedAt INTEGER NOT NULL);
  CREATE TABLE user (
    id INTEGER PRIMARY KEY AUTOINCREMENT, projectId INTEGER NOT NULL REFERENCES project, externalKey TEXT,
    name TEXT, creationTime TEXT NOT NULL, UNIQUE (projectId, externalKey));
  CREATE TABLE session (
    id INTEGER PRIMARY KEY AUTOINCREMENT, userId INTEGER NOT NULL REFERENCES user ON DELETE CASCADE,
    appId TEXT NOT NULL, issuedAt INTEGER NOT NULL, creationTime TEXT NOT NULL);
  CREATE TABLE home (
    id INTEGER PRIMARY KEY AUTOINCREMENT, projectId INTEGER NOT NULL REFERENCES project, name TEXT NOT NULL,
    creationTime TEXT NOT NULL);
  CREATE TABLE member (
    homeId INTEGER NOT NULL REFERENCES home ON DELETE CASCADE, userId INTEGER NOT NULL REFERENCES user ON DELETE CASCADE,
    role TEXT NOT NULL, creationTime TEXT NOT NULL, PRIMARY KEY (homeId, userId));
  CREATE TABLE device (
    id INTEGER PRIMARY KEY AUTOINCREMENT, projectId INTEGER NOT NULL REFERENCES project, deviceClass TEXT NOT NULL,
    homeId INTEGER REFERENCES home ON DELETE SET NULL, name TEXT, tag TEXT, creationTime TEXT NOT NULL,
    issuedAt INTEGER NOT NULL, lastConnectTime TEXT, lastDisconnectTime TEXT);
  CREATE INDEX deviceInHome ON device (homeId);
  CREATE TABLE provisioning (
    token TEXT PRIMARY KEY, homeId INTEGER NOT NULL REFERENCES home ON DELETE CASCADE, deviceClass TEXT NOT NULL,
    tag TEXT, expirationTime TEXT NOT NULL);
  INSERT INTO sqlite_sequence (name, seq) VALUES ('user', 2000), ('session', 5000), ('home', 3000), ('device', 4000);
  `,
];
