import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteLiteral } from './quote.ts';

/** What one query may use. */
export interface SessionLimits {
  /** In DuckDB's words, e.g. `1GB`. */
  readonly memoryLimit: string;
  readonly threads: number;
}

/** A DuckDB of one query's own, in memory. */
export interface Session {
  readonly connection: DuckDBConnection;
  /** From here on only `paths` (absolute) can be opened, and no setting changes any more. */
  lock(paths: Iterable<string>): Promise<void>;
  close(): void;
}

/** A DuckDB in memory that neither fetches nor loads extensions and spills nothing to disk. */
export function openInstance({ memoryLimit, threads }: SessionLimits): Promise<DuckDBInstance> {
  return DuckDBInstance.create(':memory:', {
    allow_community_extensions: 'false',
    allow_persistent_secrets: 'false',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    memory_limit: memoryLimit,
    temp_directory: '',
    threads: String(threads),
  });
}

/** Opens a DuckDB for one query. */
export async function openSession(limits: SessionLimits): Promise<Session> {
  const instance = await openInstance(limits);
  const connection = await instance.connect();
  return {
    connection,
    async lock(paths) {
      // Dates must not depend on where the emulator runs.
      await connection.run("SET TimeZone = 'UTC'");
      await connection.run(`SET allowed_paths = [${Array.from(paths, quoteLiteral).join(', ')}]`);
      await connection.run('SET enable_external_access = false');
      await connection.run('SET lock_configuration = true');
    },
    close() {
      connection.disconnectSync();
      instance.closeSync();
    },
  };
}
