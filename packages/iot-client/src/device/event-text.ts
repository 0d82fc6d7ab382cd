import { InputError } from '@bimodal/auth-core';

/**
 * What an event has to say, as JSON text. It is judged as it will be sent: an object may turn itself into something else
 * (`toJSON`), and an event that cannot be sent would hold up all that come after it.
 *
 * @throws InputError unless it is an object in JSON.
 */
export function eventTextOf(eventData: unknown): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(eventData);
  } catch (cause) {
    throw new InputError('What an event has to say has no form in JSON: see the cause.', { cause });
  }
  if (text?.startsWith('{')) return text;
  throw new InputError('What an event has to say is an object, also as JSON.');
}
