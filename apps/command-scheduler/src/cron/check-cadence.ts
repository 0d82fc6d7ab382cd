import { CronExpressionParser } from 'cron-parser';
import { nextDue, type Cadence } from './due-times.ts';

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
  const cadence = { cron: checkCron(cron), timeZone: checkTimeZone(timeZone) };
  try {
    nextDue(cadence, from, 1);
  } catch {
    throw new CadenceError('cron', `"${cron}" never comes.`);
  }
  return cadence;
}

function checkCron(given: string): string {
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
    CronExpressionParser.parse(cron, { tz: 'UTC' });
  } catch (error) {
    throw new CadenceError('cron', `"${given}": ${error instanceof Error ? error.message : String(error)}.`);
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
