import { nextDue, type Cadence } from './due-times.ts';
import { parseCron } from './parse-cron.ts';

/** Something that a person gave cannot be; `field` says which. */
export class CadenceError extends Error {
  readonly field: 'cron' | 'timeZone';

  constructor(field: 'cron' | 'timeZone', message: string) {
    super(message);
    this.name = 'CadenceError';
    this.field = field;
  }
}

/**
 * The cadence with its zone as the time zone database spells it.
 *
 * @throws CadenceError for an expression or a zone that does not exist, and for a time that never comes.
 */
export function checkCadence({ cron, timeZone }: Cadence, from: Date): Cadence {
  const cadence = { cron: checkCron(cron, from), timeZone: checkTimeZone(timeZone) };
  try {
    nextDue(cadence, from, 1);
  } catch {
    throw neverComes(cron);
  }
  return cadence;
}

function neverComes(cron: string): CadenceError {
  return new CadenceError('cron', `"${cron}" never comes.`);
}

function checkCron(given: string, from: Date): string {
  const cron = given.trim().replaceAll(/\s+/g, ' ');
  const fields = cron.split(' ').length;
  if (!cron.startsWith('@') && fields !== 5 && fields !== 6) {
    throw new CadenceError(
      'cron',
      `"${given}" has ${cron === '' ? 0 : fields} fields. Give five (minute, hour, day of month, month, day of week), six with seconds first, or a word such as @daily.`,
    );
  }
  // An H would be drawn anew at each start.
  if (/(^|[\s,])H/.test(cron)) throw new CadenceError('cron', `"${given}": H is not supported.`);
  try {
    parseCron(cron, from);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    // cron-parser's words for a day that none of the months has.
    if (why.startsWith('Invalid explicit day of month')) throw neverComes(given);
    throw new CadenceError('cron', `"${given}": ${why}.`);
  }
  return cron;
}

function checkTimeZone(given: string): string {
  try {
    // Fixed offsets such as +09:00 are taken by Intl, but are no zones.
    if (/^[A-Za-z]/.test(given)) {
      return new Intl.DateTimeFormat('en-US', { timeZone: given }).resolvedOptions().timeZone;
    }
  } catch {
    // Said below.
  }
  throw new CadenceError('timeZone', `"${given}" is no IANA time zone, such as Europe/Berlin or UTC.`);
}
