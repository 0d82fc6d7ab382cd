import type { Target } from '../../faults/concerns.ts';
import type { Faults } from '../../faults/faults.ts';

/** What deliberate faults do to one packet of a device. */
export interface Mishap {
  readonly isDropped: boolean;
  readonly isSilent: boolean;
  /** The status that it is refused with. */
  readonly status: number | undefined;
}

/** Hands the packet on with what befalls it, at once or after the latency that it meets. */
export function meetMishap(faults: Faults, target: Target, handle: (mishap: Mishap) => void): void {
  const met = faults.meet(target);
  const mishap = {
    isDropped: met.some(({ drop }) => drop),
    isSilent: met.some(({ silent }) => silent),
    status: met.find(({ status }) => status !== undefined)?.status,
  };
  const latency = met.reduce((sum, fault) => sum + (fault.latency ?? 0), 0);
  if (latency === 0) handle(mishap);
  else setTimeout(handle, latency, mishap).unref();
}

/** The return code of MQTT 3.1.1 that says about what a status says. */
export function returnCode(status: number): number {
  const [unavailable, badLogin, notAuthorised] = [3, 4, 5];
  if (status === 401) return badLogin;
  return status === 403 ? notAuthorised : unavailable;
}
