import { complaintAbout } from '../checks/complaint.ts';
import { FaultSchema, requestFields } from './fault-schema.ts';
import { concernsConnections, type Fault } from './fault.ts';

/** What is wrong with a fault, in words, or undefined. */
export function faultComplaint(fault: Fault, operations?: ReadonlySet<string>): string | undefined {
  const complaint = complaintAbout(FaultSchema, fault, {
    field: (path) => `${path} must be`,
    unknown: (field, place) => `${place === '' ? 'A fault' : place} has no field ${JSON.stringify(field)}.`,
  });
  if (complaint !== undefined) return complaint;
  const other = requestFields.find((name) => fault[name] !== undefined);
  if (concernsConnections(fault) && other !== undefined) {
    return `${other} is about requests, cut and halfOpen about open connections: make them two faults.`;
  }
  if (!concernsConnections(fault) && other === undefined) {
    return `A fault says what goes wrong: ${[...requestFields, 'cut', 'halfOpen'].join(', ')}.`;
  }
  if (fault.operation !== undefined && operations !== undefined && !isThere(fault.operation, operations)) {
    return `There is no operation ${JSON.stringify(fault.operation)}: ids are as in reports.get, reports.* and mqtt.publish.`;
  }
  return undefined;
}

/** Whether a pattern names anything: one that does not would never be met. */
function isThere(asked: string, operations: ReadonlySet<string>): boolean {
  if (asked === '*' || operations.has(asked)) return true;
  return asked.endsWith('.*') && [...operations].some((id) => id.startsWith(asked.slice(0, -1)));
}
