import fc from 'fast-check';
import { arbitraryDelay, arbitraryFault, orNothing, type Places } from '../proxy/arbitrary-mischief.ts';
import type { Plan } from '../proxy/mischief.ts';

/** How a device reaches the platform; `mqttOnWebSocket` is MQTT over a bare websocket. */
export type Way = 'ws' | 'mqtt' | 'mqttOnWebSocket';

/** Something that is done, and what is waited for then. */
export interface Action {
  /** Events of the device, events and commands beside the proxies, or the device is closed and started anew. */
  readonly kind: 'device' | 'event' | 'command' | 'restart';
  /** How many messages. */
  readonly count: number;
  /** Characters that each has to say. */
  readonly size: number;
  /** Milliseconds until the next action. */
  readonly pause: number;
}

/** Streams that are read while messages come, and what happens to their connections. */
export interface Scenario {
  readonly way: Way;
  readonly actions: readonly Action[];
  readonly events: readonly Plan[];
  readonly commands: readonly Plan[];
  readonly device: readonly Plan[];
  /** All is closed while things still go wrong. */
  readonly isClosedEarly: boolean;
}

/** Behind the handshake more often than within it. */
const after = fc.oneof(
  { weight: 1, arbitrary: fc.nat(400) },
  { weight: 6, arbitrary: fc.integer({ min: 150, max: 8000 }) },
  { weight: 1, arbitrary: fc.nat(100_000) },
);

/** What happens to the connections, in their order; those after the last are left alone. */
function arbitraryPlans(silentFrom: number): fc.Arbitrary<readonly Plan[]> {
  const places: Places = { after, chunk: fc.nat(25), first: fc.integer({ min: 1, max: 300 }), silentFrom };
  // A connection that lasts meets one fault at least: the next would else never be made.
  const plan: fc.Arbitrary<Plan> = fc.oneof(
    fc.record({
      request: arbitraryFault('request', places),
      response: orNothing(arbitraryDelay('response')),
    }),
    fc.record({
      request: orNothing(arbitraryDelay('request')),
      response: arbitraryFault('response', places),
    }),
  );
  return fc.array(plan, { minLength: 2, maxLength: 12, size: 'max' });
}

const action: fc.Arbitrary<Action> = fc.record({
  kind: fc.oneof(
    { weight: 8, arbitrary: fc.constant('device' as const) },
    { weight: 8, arbitrary: fc.constant('event' as const) },
    { weight: 8, arbitrary: fc.constant('command' as const) },
    { weight: 2, arbitrary: fc.constant('restart' as const) },
  ),
  count: fc.integer({ min: 1, max: 6 }),
  size: fc.oneof(
    { weight: 12, arbitrary: fc.nat(300) },
    { weight: 2, arbitrary: fc.nat(3000) },
    { weight: 1, arbitrary: fc.integer({ min: 20_000, max: 40_000 }) },
  ),
  pause: fc.nat(80),
});

/**
 * @param silentFrom after how many bytes at least a connection falls silent: one that does so within a handshake is given
 * 20 seconds.
 */
export function arbitraryScenario(silentFrom: number): fc.Arbitrary<Scenario> {
  return fc.record({
    way: fc.constantFrom('ws', 'mqtt', 'mqttOnWebSocket'),
    actions: fc.array(action, { minLength: 20, maxLength: 50, size: 'max' }),
    events: arbitraryPlans(silentFrom),
    commands: arbitraryPlans(silentFrom),
    device: arbitraryPlans(silentFrom),
    isClosedEarly: fc.oneof(
      { weight: 2, arbitrary: fc.constant(false) },
      { weight: 1, arbitrary: fc.constant(true) },
    ),
  });
}
