import { BimodalError } from '@bimodal/auth-core';
import { mark } from '@bimodal/auth-core/internal';

/**
 * The password or code was right, and the user signs in in two steps: there is no session yet. How the second step goes
 * on is in no public source; whoever knows it from MODE has what it takes in `secondStepToken`, and `client.request()`.
 */
export class SecondStepError extends BimodalError {
  static override readonly marker: symbol = Symbol.for('bimodal.error.SecondStepError');
  static {
    mark(this);
  }

  override readonly name = 'SecondStepError' as const;

  readonly #token: string | undefined;

  constructor(operation: string, token: string | undefined, status: number) {
    super(
      `${operation} was answered without a session: the user signs in in two steps, and the second is due within 3 minutes. The token for it is in \`secondStepToken\`.`,
      { operation, method: 'POST', path: '/auth/user', status, attempts: 1 },
    );
    this.#token = token;
  }

  /** The platform's `auth2FToken`, which expires within 3 minutes. A secret: printing the error does not show it. */
  get secondStepToken(): string | undefined {
    return this.#token;
  }
}
