import { statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Database } from './database.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bimodal-database-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const notes = ['CREATE TABLE notes (text TEXT NOT NULL)'];
const count = (db: Database): unknown => db.get('SELECT count(*) AS n FROM notes')?.['n'];
const add = (db: Database, text: string) => db.run('INSERT INTO notes (text) VALUES (:text)', { text });

test('takes a database forward, each step once', () => {
  const file = join(folder, 'a.sqlite');
  const first = new Database(file, notes);
  add(first, 'kept');
  first.close();
  const second = new Database(file, [...notes, "ALTER TABLE notes ADD COLUMN colour TEXT DEFAULT 'red'"]);
  expect(second.all('SELECT * FROM notes')).toEqual([{ text: 'kept', colour: 'red' }]);
  second.close();
});

test('takes no step by half', () => {
  const file = join(folder, 'a.sqlite');
  new Database(file, notes).close();
  expect(() => new Database(file, [...notes, 'CREATE TABLE more (a); CREATE TABLE notes (b)'])).toThrow(
    /already exists/,
  );
  const again = new Database(file, [...notes, 'CREATE TABLE more (a)']);
  again.close();
});

test('refuses what a newer emulator wrote', () => {
  const file = join(folder, 'a.sqlite');
  new Database(file, [...notes, 'CREATE TABLE more (a)']).close();
  expect(() => new Database(file, notes)).toThrow(/newer emulator/);
});

test('refuses a file that is in use, and says so', () => {
  const file = join(folder, 'a.sqlite');
  const first = new Database(file, notes);
  expect(() => new Database(file, notes)).toThrow(/in use by another emulator/);
  first.close();
  new Database(file, notes).close();
});

test('keeps its files from other users', () => {
  const file = join(folder, 'a.sqlite');
  const db = new Database(file, notes);
  add(db, 'secret');
  for (const name of ['a.sqlite', 'a.sqlite-wal']) expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
  db.close();
});

test('does all of a transaction or nothing of it', () => {
  const db = new Database(undefined, notes);
  const fail = (): never => {
    throw new Error('stop');
  };
  expect(() =>
    db.transaction(() => {
      add(db, 'one');
      fail();
    }),
  ).toThrow('stop');
  expect(count(db)).toBe(0);
});

test('undoes an inner transaction alone', () => {
  const db = new Database(undefined, notes);
  db.transaction(() => {
    add(db, 'outer');
    expect(() =>
      db.transaction(() => {
        add(db, 'inner');
        throw new Error('stop');
      }),
    ).toThrow('stop');
    db.transaction(() => add(db, 'another'));
  });
  expect(db.all('SELECT text FROM notes')).toEqual([{ text: 'outer' }, { text: 'another' }]);
});
