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
  `
  ALTER TABLE project ADD COLUMN accounts TEXT NOT NULL DEFAULT 'own';
  ALTER TABLE user ADD COLUMN email TEXT;
  ALTER TABLE user ADD COLUMN phoneNumber TEXT;
  ALTER TABLE user ADD COLUMN verified INTEGER;
  ALTER TABLE user ADD COLUMN passwordHash TEXT;
  ALTER TABLE user ADD COLUMN passwordUpdateTime TEXT;
  ALTER TABLE user ADD COLUMN auth2FActivated INTEGER;
  CREATE UNIQUE INDEX userEmail ON user (projectId, email);
  CREATE UNIQUE INDEX userPhone ON user (projectId, phoneNumber);
  CREATE TABLE mailed (
    token TEXT PRIMARY KEY, purpose TEXT NOT NULL, userId INTEGER NOT NULL REFERENCES user ON DELETE CASCADE,
    email TEXT NOT NULL, expirationTime TEXT NOT NULL);
  CREATE TABLE textedCode (
    userId INTEGER PRIMARY KEY REFERENCES user ON DELETE CASCADE, code TEXT NOT NULL, tries INTEGER NOT NULL,
    expirationTime TEXT NOT NULL);
  ALTER TABLE home ADD COLUMN deactivated INTEGER;
  ALTER TABLE device ADD COLUMN claimCode TEXT;
  ALTER TABLE device ADD COLUMN claimTime TEXT;
  ALTER TABLE device ADD COLUMN claimExpirationTime TEXT;
  ALTER TABLE device ADD COLUMN kvRevision INTEGER NOT NULL DEFAULT 0;
  CREATE TABLE homeKeyValue (
    ownerId INTEGER NOT NULL REFERENCES home ON DELETE CASCADE, key TEXT NOT NULL, value TEXT NOT NULL,
    modificationTime TEXT NOT NULL, PRIMARY KEY (ownerId, key));
  CREATE TABLE deviceKeyValue (
    ownerId INTEGER NOT NULL REFERENCES device ON DELETE CASCADE, key TEXT NOT NULL, value TEXT NOT NULL,
    modificationTime TEXT NOT NULL, PRIMARY KEY (ownerId, key));
  `,
  `
  CREATE TABLE module (
    projectId INTEGER NOT NULL REFERENCES project, id TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (projectId, id));
  CREATE TABLE series (
    rowid INTEGER PRIMARY KEY, homeId INTEGER NOT NULL REFERENCES home ON DELETE CASCADE, moduleId TEXT NOT NULL,
    kind TEXT NOT NULL, id TEXT NOT NULL, timeZone TEXT, UNIQUE (homeId, moduleId, kind, id));
  CREATE TABLE point (
    rowid INTEGER PRIMARY KEY, seriesRow INTEGER NOT NULL REFERENCES series ON DELETE CASCADE,
    timestamp TEXT NOT NULL, valuesJson TEXT NOT NULL, tagsJson TEXT);
  CREATE INDEX pointInTime ON point (seriesRow, timestamp);
  CREATE TABLE download (token TEXT PRIMARY KEY, contentType TEXT NOT NULL, bytes BLOB NOT NULL);
  CREATE TABLE document (
    rowid INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, projectId INTEGER NOT NULL REFERENCES project,
    homeId INTEGER REFERENCES home ON DELETE CASCADE, id TEXT NOT NULL, json TEXT NOT NULL,
    UNIQUE (kind, projectId, id));
  ALTER TABLE device ADD COLUMN bundleInstalled TEXT;
  ALTER TABLE device ADD COLUMN bundleInstallTime TEXT;
  `,
  `
  CREATE TABLE packet (
    homeId INTEGER NOT NULL REFERENCES home ON DELETE CASCADE, moduleId TEXT NOT NULL, name TEXT NOT NULL,
    packetIndex INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (homeId, moduleId, name, packetIndex));
  `,
  `
  CREATE TABLE upload (
    token TEXT PRIMARY KEY, projectId INTEGER NOT NULL REFERENCES project, entityId TEXT NOT NULL, target TEXT NOT NULL,
    fileName TEXT NOT NULL, expirationTime TEXT NOT NULL, contentType TEXT, bytes BLOB,
    UNIQUE (projectId, entityId, target));
  CREATE TABLE picture (
    projectId INTEGER NOT NULL REFERENCES project, entityId TEXT NOT NULL, target TEXT NOT NULL, fileName TEXT NOT NULL,
    file TEXT NOT NULL, PRIMARY KEY (projectId, entityId, target));
  CREATE TRIGGER entityGone AFTER DELETE ON document WHEN OLD.kind = 'entity' BEGIN
    DELETE FROM upload WHERE projectId = OLD.projectId AND entityId = OLD.id;
    DELETE FROM picture WHERE projectId = OLD.projectId AND entityId = OLD.id;
  END;
  CREATE TRIGGER pictureGone AFTER DELETE ON picture BEGIN DELETE FROM download WHERE token = OLD.file; END;
  ALTER TABLE device ADD COLUMN channel TEXT;
  `,
];
