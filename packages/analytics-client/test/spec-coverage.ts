/** A method and a path, of an operation of ours or of a published description. */
interface Route {
  readonly method: string;
  readonly path: string;
}

/** A published operation that this client has otherwise than the spec says, and why. */
export interface Difference {
  readonly published: string;
  readonly ours: string;
  readonly reason: string;
}

/** Which of the published operations a client has. */
export interface Coverage {
  readonly covered: number;
  readonly total: number;
  /** Published operations that no operation of ours stands for. */
  readonly missing: readonly string[];
}

/** What differs on purpose. */
export const differences: readonly Difference[] = [
  {
    published: 'POST /api/{workspace}/spaces/{space}',
    ours: 'PATCH /api/{workspace}/spaces/{collection}',
    reason: 'POST is answered with 404; the form that collections carry says PATCH, and it works.',
  },
];

/** Operations of ours on a path that the spec prints, and prints for something else only. */
export const unprinted: readonly { readonly id: string; readonly reason: string }[] = [
  {
    id: 'reportRuns.createWithQueries',
    reason:
      'POST …/runs is printed for parameters and datasets; `QueriesAttributes` describes what else it takes.',
  },
];

/** Compares methods and paths; parameters may have other names. */
export function coverage(published: readonly string[], operations: readonly Route[]): Coverage {
  const known = new Set(operations.map(({ method, path }) => shape(`${method} ${path}`)));
  const instead = new Map(differences.map((each) => [shape(each.published), shape(each.ours)]));
  const missing = published.filter(
    (each) => !formsOf(each).every((form) => known.has(instead.get(form) ?? form)),
  );
  return { covered: published.length - missing.length, total: published.length, missing };
}

/** Whether the published specs have an operation. */
export function isPublished({ method, path }: Route, published: readonly string[]): boolean {
  const ours = shape(`${method} ${path}`);
  return published.some((each) => formsOf(each).includes(ours));
}

/** The spec writes two paths in one, and `/api` at times only. */
function formsOf(published: string): readonly string[] {
  const whole = published.replace(/ \/(?!api\/|batch\/)/, ' /api/');
  const both = whole.includes('(.csv, .json)') ? ['.csv', '.json'] : [''];
  return both.map((ending) => shape(whole.replace('(.csv, .json)', ending)));
}

function shape(path: string): string {
  return path.replaceAll(/\{\w+\}/g, '{}');
}
