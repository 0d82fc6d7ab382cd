import type { Fault } from './fault.ts';

/** What a fault may concern: a request, or an open connection. */
export interface Target {
  /** Ids of the operations that share its route. */
  readonly operations: readonly string[];
  readonly path: string;
  readonly device?: number | undefined;
  /** Asked only where a fault names a home. */
  readonly homes?: (() => readonly number[]) | undefined;
}

/** Whether a fault is about this. */
export function concerns(fault: Fault, { operations, path, device, homes }: Target): boolean {
  const asked = fault.operation ?? '*';
  const isNamed = (id: string): boolean =>
    asked === id || (asked.endsWith('.*') && id.startsWith(asked.slice(0, -1)));
  return (
    (asked === '*' || operations.some(isNamed)) &&
    (fault.path === undefined || pathPattern(fault.path).test(path)) &&
    (fault.device === undefined || fault.device === (device ?? numberAfter('devices', path))) &&
    (fault.home === undefined || (homes?.() ?? [numberAfter('homes', path)]).includes(fault.home))
  );
}

/** The id that a path of MODE Cloud gives in `/devices/{id}/…`. */
function numberAfter(resource: string, path: string): number {
  const [, first, id] = path.split('/');
  return first === resource ? Number(id) : Number.NaN;
}

function pathPattern(glob: string): RegExp {
  const segments = glob.split('/').map((segment) => {
    if (segment === '**') return '.*';
    return segment
      .split('*')
      .map((text) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('[^/]*');
  });
  return new RegExp(`^${segments.join('/')}$`);
}
