import type { FormField } from './liquid/form-field.ts';
import type { RenderOptions } from './liquid/render-sql.ts';
import { beginWork } from './child/work.ts';
import { Slots } from './slots.ts';

/** Renders queries' templates, each in a child that is ended where a template takes more than a second. */
export interface Templates {
  /**
   * The SQL that a query's source becomes.
   *
   * @throws SqlError `LiquidSyntaxError`; the signal's reason where it aborts
   */
  render(source: string, values: RenderOptions, signal?: AbortSignal): Promise<string>;
  /** The parameters that each source declares; none where it cannot be read, which its rendering will say. */
  formsOf(
    sources: readonly string[],
    definitions: Readonly<Record<string, string>>,
  ): Promise<readonly (readonly FormField[])[]>;
}

/** Templates that are rendered at once. */
const CONCURRENCY = 2;
const BOUNDS = { time: 1000, rss: 700_000_000, what: 'The template', code: 'LiquidSyntaxError' } as const;
/** Templates without end that are waited for, of one report's. */
const PATIENCE = 3;

export function openTemplates(): Templates {
  const slots = new Slots(CONCURRENCY);

  return {
    async render(source, values, signal) {
      const work = await beginWork({ do: 'render', source, values }, BOUNDS, slots, signal);
      const abort = (): void => void work.end();
      signal?.addEventListener('abort', abort, { once: true });
      try {
        const answer = await work.next();
        signal?.throwIfAborted();
        if (answer === undefined || !('sql' in answer)) throw new Error('The child did not tell the SQL.');
        return answer.sql;
      } finally {
        signal?.removeEventListener('abort', abort);
        await work.end();
      }
    },
    async formsOf(sources, definitions) {
      const forms: (readonly FormField[])[] = [];
      // A source that ends its child has no fields; those behind it are read by the next one.
      for (let tries = 0; tries < PATIENCE && forms.length < sources.length; tries += 1) {
        const task = { do: 'read forms', sources: sources.slice(forms.length), definitions } as const;
        const work = await beginWork(task, BOUNDS, slots, undefined);
        try {
          for (let answer = await work.next(); answer !== undefined; answer = await work.next()) {
            if ('fields' in answer) forms.push(answer.fields);
          }
        } catch {
          forms.push([]);
        }
        await work.end();
      }
      return forms;
    },
  };
}
