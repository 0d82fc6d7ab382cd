import { createReadStream, createWriteStream, mkdirSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Readable } from 'node:stream';
import type { Database } from '../../state/database.ts';
import { now } from '../kernel/new-values.ts';
import type { PdfTable } from './render.ts';

export interface PdfExport {
  run: string;
  state: 'requested' | 'completed';
  filename: string | null;
  created_at: string;
}

/** What is to be on paper. */
export interface PdfContent {
  readonly title: string;
  readonly filename: string;
  readonly tables: readonly PdfTable[];
}

/** PDFs of runs: asked for once, made beside everything else, kept with the state. */
export class PdfExports {
  readonly #db: Database;
  readonly #folder: string;
  readonly #report: (error: unknown) => void;
  readonly #underWay = new Map<string, Promise<void>>();

  constructor(db: Database, folder: string, report: (error: unknown) => void) {
    this.#db = db;
    this.#folder = folder;
    this.#report = report;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // What a killed process was rendering will be asked for anew.
    db.run(`DELETE FROM pdf_exports WHERE state = 'requested'`);
  }

  find(run: string): PdfExport | undefined {
    return this.#db.get<PdfExport>('SELECT * FROM pdf_exports WHERE run = :run', { run });
  }

  /** Begins with the PDF of a run. */
  begin(run: string, content: PdfContent): void {
    this.#db.run(`INSERT INTO pdf_exports (run, state, created_at) VALUES (:run, 'requested', :at)`, {
      run,
      at: now(),
    });
    const work = this.#render(run, content)
      .catch((error: unknown) => {
        this.#db.run('DELETE FROM pdf_exports WHERE run = :run', { run });
        this.#report(error);
      })
      .finally(() => this.#underWay.delete(run));
    this.#underWay.set(run, work);
  }

  read(run: string): Readable {
    return createReadStream(this.#path(run));
  }

  /** Removes the PDF of a run, whose results are to go; one that is being made is waited for. */
  async remove(run: string): Promise<void> {
    await this.#underWay.get(run);
    this.#db.run('DELETE FROM pdf_exports WHERE run = :run', { run });
    await rm(this.#path(run), { force: true });
  }

  /** Waits for what is under way. */
  async close(): Promise<void> {
    await Promise.all(this.#underWay.values());
  }

  async #render(run: string, { title, filename, tables }: PdfContent): Promise<void> {
    // A large library, which an emulator without exports never needs.
    const { renderPdf } = await import('./render.ts');
    const partial = `${this.#path(run)}.partial`;
    await pipeline(await renderPdf(title, tables), createWriteStream(partial));
    await rename(partial, this.#path(run));
    this.#db.run(`UPDATE pdf_exports SET state = 'completed', filename = :filename WHERE run = :run`, {
      run,
      filename,
    });
  }

  #path(run: string): string {
    return join(this.#folder, `${run}.pdf`);
  }
}
