import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basic } from '@bimodal/auth-core';
import { AnalyticsClient } from '../src/analytics-client.ts';
import type { AnalyticsClientOptions } from '../src/options.ts';

/** One request as it arrived. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export type Handler = (seen: Seen, response: ServerResponse) => void;

/** A server on this machine that answers by routes: `GET /api/acme/reports/r1`. Anything else is a 404. */
export class PlatformServer implements AsyncDisposable {
  readonly requests: Seen[] = [];
  readonly routes = new Map<string, Handler>();
  readonly #server = createServer((request, response) => this.#answer(request, response));

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  on(route: string, handler: Handler): this {
    this.routes.set(route, handler);
    return this;
  }

  /** A client of this server. */
  client(options: AnalyticsClientOptions = {}): AnalyticsClient {
    const credential = basic({ token: 'test-token', secret: 'test-secret' });
    return new AnalyticsClient({ workspace: 'acme', baseUrl: this.url, credential, retries: 0, ...options });
  }

  /** How often a route was asked. */
  count(route: string): number {
    return this.requests.filter((seen) => routeOf(seen) === route).length;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const seen = { method, url, headers, body: Buffer.concat(chunks).toString() };
      this.requests.push(seen);
      const handler = this.routes.get(routeOf(seen)) ?? notFound;
      handler(seen, response);
    });
  }
}

const notFound: Handler = (_seen, response) =>
  json(404, { id: 'not_found', message: 'request path not recognized' })(_seen, response);

/** Answers with JSON. */
export function json(status: number, body: unknown): Handler {
  return (_seen, response) => {
    response.writeHead(status, { 'content-type': 'application/hal+json' }).end(JSON.stringify(body));
  };
}

/** Answers with each body in turn, and with the last one for ever. */
export function inTurn(...handlers: readonly Handler[]): Handler {
  let turn = 0;
  return (seen, response) => {
    handlers[Math.min(turn, handlers.length - 1)]?.(seen, response);
    turn += 1;
  };
}

function routeOf({ method, url }: Seen): string {
  return `${method} ${url.split('?')[0]}`;
}
