import { CronExpressionParser, type CronExpression } from 'cron-parser';

/** What each word stands for. Source: crontab(5); the last four are cron-parser's own. */
const words: ReadonlyMap<string, string> = new Map([
  ['@yearly', '0 0 0 1 1 *'],
  ['@annually', '0 0 0 1 1 *'],
  ['@monthly', '0 0 0 1 * *'],
  ['@weekly', '0 0 0 * * 0'],
  ['@daily', '0 0 0 * * *'],
  ['@midnight', '0 0 0 * * *'],
  ['@hourly', '0 0 * * * *'],
  ['@minutely', '0 * * * * *'],
  ['@secondly', '* * * * * *'],
  ['@weekdays', '0 0 0 * * 1-5'],
  ['@weekends', '0 0 0 * * 0,6'],
]);

const names = ['second', 'minute', 'hour', 'dayOfMonth', 'month', 'dayOfWeek'] as const;

/**
 * Reads an expression, whose wall times it then goes through from `from` on, as if they were UTC's. Words are taken in any
 * case, and lists that name a value twice (`1-5,3-7`), which cron-parser refuses.
 *
 * @throws Error, whose message says what is wrong.
 */
export function parseCron(cron: string, from: Date): CronExpression {
  const text = cron.startsWith('@') ? meaningOf(cron) : cron;
  const fields = text.split(' ');
  const all = fields.length === 5 ? ['0', ...fields] : fields;
  const read = (each: readonly string[]): CronExpression =>
    CronExpressionParser.parse(each.join(' '), { tz: 'UTC', currentDate: from });

  /** One field alone, as the values that it stands for. */
  const valuesOf = (index: number, field: string): readonly (string | number)[] => {
    const name = names[index];
    const alone = ['0', '*', '*', '*', '*', '*'].with(index, field);
    return name === undefined ? [] : read(alone).fields[name].values;
  };
  const withoutRepeats = (field: string, index: number): string => {
    const parts = field.split(',');
    if (parts.length === 1) return field;
    const values = parts.flatMap((part) => valuesOf(index, part));
    // Sunday is 0 and 7. What repeats nothing stays as it is written: a field that is `*` means more than all its values.
    const distinct = new Set(values.map((value) => (index === 5 && value === 7 ? 0 : value)));
    return distinct.size === values.length ? field : [...distinct].join(',');
  };
  return read(all.map(withoutRepeats));
}

function meaningOf(word: string): string {
  const meaning = words.get(word.toLowerCase());
  if (meaning === undefined)
    throw new Error(`there is no such word; there are ${[...words.keys()].join(', ')}`);
  return meaning;
}
