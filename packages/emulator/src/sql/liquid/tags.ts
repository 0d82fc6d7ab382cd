import { Tag } from 'liquidjs';
import type { Context, Emitter, Liquid, TagToken, Template, TopLevelToken } from 'liquidjs';
import { asSubquery, withDefinitionTags } from './definition-reference.ts';

/** What a tag is registered as: named here, since a class that is returned has no name in a declaration. */
type TagClass = Liquid['tags'][string];

/** Declares parameters and shows nothing: hands its text to `found`, with its lines numbered as in the template. */
export function formTag(found: (text: string) => void): TagClass {
  return class FormTag extends Tag {
    constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid) {
      super(token, remaining, liquid);
      const length = remaining.findIndex((next) => 'name' in next && next.name === 'endform');
      const last = remaining[length];
      if (last === undefined) throw new Error('tag {% form %} not closed');
      remaining.splice(0, length + 1);
      const linesBefore = token.input.slice(0, token.end).split('\n').length - 1;
      found('\n'.repeat(linesBefore) + token.input.slice(token.end, last.begin));
    }

    render(): string {
      return '';
    }
  };
}

/** `{% definition name alias %}`: another template, rendered in place as a subquery. */
export function definitionTag(definitions: Readonly<Record<string, string>>): TagClass {
  const parsed = new Map<string, Template[] | 'under way'>();

  /** Parsed once, for definitions that use each other twice would double at every step. */
  function templatesOf(name: string, liquid: Liquid): Template[] {
    const known = parsed.get(name);
    if (known === 'under way') throw new Error(`definition @${name} refers to itself`);
    if (known !== undefined) return known;
    const source = Object.hasOwn(definitions, name) ? definitions[name] : undefined;
    if (source === undefined) throw new Error(`definition @${name} does not exist`);
    parsed.set(name, 'under way');
    const templates = liquid.parse(withDefinitionTags(source));
    parsed.set(name, templates);
    return templates;
  }

  return class DefinitionTag extends Tag {
    readonly #templates: Template[];
    readonly #alias: string | undefined;

    constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid) {
      super(token, remaining, liquid);
      const [name = '', alias] = token.args.trim().split(/\s+/);
      this.#templates = templatesOf(name, liquid);
      this.#alias = alias;
    }

    *render(ctx: Context, emitter: Emitter): Generator<unknown, void, unknown> {
      const sql = yield this.liquid.renderer.renderTemplates(this.#templates, ctx);
      emitter.write(asSubquery(String(sql), this.#alias));
    }
  };
}
