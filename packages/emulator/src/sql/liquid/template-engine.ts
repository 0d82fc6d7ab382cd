import { Drop, Liquid } from 'liquidjs';
import { SqlError } from '../sql-error.ts';
import { withDefinitionTags } from './definition-reference.ts';
import { isList } from './plain-data.ts';
import { floatText, WholeFloat } from './ruby/float.ts';
import { likeRuby } from './ruby/like-ruby.ts';
import { definitionTag, formTag } from './tags.ts';

/** Longest template, and longest SQL that one becomes, in characters. */
const MAX_LENGTH = 1_000_000;
const LIMITS = { parseLimit: MAX_LENGTH, renderLimit: 800, memoryLimit: 10_000_000 };
/** Tags that read other templates: a report has none. */
const OTHER_TEMPLATES = ['include', 'render', 'layout', 'block'];

export interface TemplateOptions {
  readonly definitions: Readonly<Record<string, string>>;
  /** How a list is written into the SQL, where not item after item. */
  readonly listText?: ((list: readonly unknown[]) => string | undefined) | undefined;
}

/** Liquid as reports use it: with forms and definitions, without files, within limits of time and memory. */
export class TemplateEngine {
  /** The texts of the forms in all that was parsed, definitions included. */
  readonly forms: string[] = [];
  readonly #liquid: Liquid;

  constructor({ definitions, listText = () => undefined }: TemplateOptions) {
    const write = (value: unknown): string => {
      if (isList(value)) return listText(value) ?? value.map(write).join('');
      if (value === undefined || value === null) return '';
      if (value instanceof WholeFloat || typeof value === 'bigint') return String(value);
      if (typeof value === 'number') return Number.isInteger(value) ? String(value) : floatText(value);
      // `nil`, `empty`, `blank`.
      if (value instanceof Drop) return '';
      return typeof value === 'string' ? value : JSON.stringify(value);
    };
    this.#liquid = new Liquid({ ...LIMITS, templates: {}, ownPropertyOnly: true, outputEscape: write });
    likeRuby(this.#liquid);
    for (const tag of OTHER_TEMPLATES) delete this.#liquid.tags[tag];
    this.#liquid.registerTag(
      'form',
      formTag((text) => this.forms.push(text)),
    );
    this.#liquid.registerTag('definition', definitionTag(definitions));
  }

  /** Finds the template's forms. Throws `SqlError` `LiquidSyntaxError`. */
  parse(source: string): void {
    explained(() => this.#liquid.parse(withDefinitionTags(source)));
  }

  /** Renders a template. Throws `SqlError` `LiquidSyntaxError`. */
  render(source: string, scope: object): string {
    const sql = explained(() => String(this.#liquid.parseAndRenderSync(withDefinitionTags(source), scope)));
    if (sql.length <= MAX_LENGTH) return sql;
    throw new SqlError('LiquidSyntaxError', `The rendered query is longer than ${MAX_LENGTH} characters.`);
  }
}

/** Liquid's messages end in the place, as `, line:3, col:5`. */
function explained<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new SqlError('LiquidSyntaxError', error instanceof Error ? error.message : String(error));
  }
}
