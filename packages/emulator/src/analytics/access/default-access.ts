import type { Database } from '../../state/database.ts';

/** What everyone may do with a data source, beside what permissions let them. */
export type DataSourceAccess = 'None' | 'View' | 'Query' | 'Manage';

/**
 * Sets what everyone may do with a data source: on the platform an admin does that in a browser.
 *
 * @throws for a data source that is not there.
 */
export function setDataSourceAccess(db: Database, token: string, access: DataSourceAccess): void {
  const { changes } = db.run('UPDATE data_sources SET default_access_level = :access WHERE token = :token', {
    token,
    access,
  });
  if (changes === 0) throw new Error(`There is no data source ${JSON.stringify(token)}.`);
}
