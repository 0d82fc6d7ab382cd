import type { FastifyInstance } from 'fastify';

/** Bytes of a request body that are read; more is answered with 413. */
export const bodyLimit = 10 * 1024 * 1024;

/** Takes every body as it comes, whatever it is called: the contract reads it, not the framework. */
export function takeBodiesAsBytes(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
}

export interface ReadBody {
  readonly body: string | undefined;
  readonly contentType: string | undefined;
}

/**
 * A body as text. A multipart form becomes an urlencoded one: existing clients send `FormData` where the platform's
 * reference says web form, some of them under the web form's name.
 */
export async function readBody(raw: unknown, contentType: string | undefined): Promise<ReadBody> {
  if (!Buffer.isBuffer(raw) || raw.length === 0) return { body: undefined, contentType };
  const boundary = boundaryOf(raw, contentType);
  if (boundary === undefined) return { body: raw.toString('utf8'), contentType };
  const form = await new Response(new Uint8Array(raw), {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  }).formData();
  const fields = new URLSearchParams();
  for (const [name, value] of form)
    fields.append(name, typeof value === 'string' ? value : await value.text());
  return { body: fields.toString(), contentType: 'application/x-www-form-urlencoded' };
}

function boundaryOf(raw: Buffer, contentType = ''): string | undefined {
  const named = /^multipart\/form-data;.*boundary="?([^";]+)/i.exec(contentType)?.[1];
  if (named) return named;
  if (!/^application\/x-www-form-urlencoded/i.test(contentType)) return undefined;
  return /^--([^\r\n]{1,70})\r\ncontent-disposition:/i.exec(raw.subarray(0, 200).toString('latin1'))?.[1];
}
