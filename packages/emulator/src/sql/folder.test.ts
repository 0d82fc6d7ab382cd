import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listFolder } from './folder.ts';
import { testFolder } from './test-folder.ts';

test('lists data files with their real paths, and no others', async () => {
  const root = await testFolder({
    'a.csv': '',
    'b.JSON': '',
    'c.txt': '',
    'sub/deep/d.parquet': '',
    '.hidden.csv': '',
    '.git/e.csv': '',
    'f.csv.gz': '',
    csv: '',
  });
  await mkdir(join(root, 'folder.csv'));
  const listing = await listFolder(root);
  expect(listing.files.map(({ path }) => path).toSorted()).toEqual([
    'a.csv',
    'b.JSON',
    'f.csv.gz',
    'sub/deep/d.parquet',
  ]);
  expect(listing.files).toContainEqual({ path: 'a.csv', realPath: join(root, 'a.csv') });
});

test('follows a link to a file inside, names one that leads outside, and enters no linked folder', async () => {
  const outside = await testFolder({ 'secret.csv': '' });
  const root = await testFolder({ 'a.csv': '' });
  await symlink(join(root, 'a.csv'), join(root, 'inside.csv'));
  await symlink(join(outside, 'secret.csv'), join(root, 'outside.csv'));
  await symlink('/etc/passwd', join(root, 'passwd.csv'));
  await symlink(outside, join(root, 'linked'));
  await symlink(root, join(root, 'loop'));
  await symlink(join(root, 'gone.csv'), join(root, 'dangling.csv'));
  await symlink(`${root}/../${outside.split('/').at(-1)}/secret.csv`, join(root, 'way.csv'));
  const listing = await listFolder(root);
  expect(listing.files).toEqual([
    { path: 'a.csv', realPath: join(root, 'a.csv') },
    { path: 'inside.csv', realPath: join(root, 'a.csv') },
  ]);
  expect(listing.outside.toSorted()).toEqual(['outside.csv', 'passwd.csv', 'way.csv']);
});

test('a neighbour whose name begins like the folder is outside', async () => {
  const parent = await testFolder({ 'data/a.csv': '', 'data-2/b.csv': '', '..b/c.csv': '' });
  await symlink(join(parent, 'data-2/b.csv'), join(parent, 'data/b.csv'));
  expect(await listFolder(join(parent, 'data'))).toMatchObject({ outside: ['b.csv'] });
});
