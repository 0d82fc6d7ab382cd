import type { ClientName } from '../clients/client.ts';
import type { Outcome } from '../run/outcome.ts';

const digits = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Footnotes, numbered as they are met; the same words get the same number. */
export class Footnotes {
  readonly #numbers = new Map<string, number>();

  /** The mark for an outcome, '' where there is nothing to say. */
  mark({ client, remedy }: Outcome): string {
    if (remedy === undefined) return '';
    return this.#numbered(client, `${remedy.passes ? 'passes' : 'fails too'} with ${remedy.option}`);
  }

  /** One line each. */
  get lines(): readonly string[] {
    return [...this.#numbers].map(([text, number]) => `${superscript(number)} ${text}`);
  }

  #numbered(client: ClientName, text: string): string {
    const whole = `${client} ${text}`;
    const number = this.#numbers.get(whole) ?? this.#numbers.size + 1;
    this.#numbers.set(whole, number);
    return superscript(number);
  }
}

function superscript(number: number): string {
  return String(number).replaceAll(/\d/g, (digit) => digits[Number(digit)] ?? '');
}
