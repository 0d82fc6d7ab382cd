import type { Row } from './row.ts';

/** Something that runs JavaScript. */
export interface Runtime {
  readonly name: string;
  /**
   * Runs the probes of a project against a stage.
   *
   * @throws Error where not even the probes could be started.
   */
  probe(project: string, stage: Readonly<Record<string, unknown>>): Promise<readonly Row[]>;
}
