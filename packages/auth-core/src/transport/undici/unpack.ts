import { promisify } from 'node:util';
import { brotliDecompress, createGunzip, gunzip, inflate } from 'node:zlib';
import { errorCode } from '../../values/error-code.ts';
import { handedOn } from '../../values/handed-on.ts';
import { UnpackFailure } from '../unpack-failure.ts';
import { through } from './through.ts';

const decoders = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

/** Undoes a body's one encoding, up to so many bytes. Rejects with `UnpackFailure`. */
export async function unpack(body: Uint8Array, encoding: string, maxBytes: number): Promise<Uint8Array> {
  if (body.length === 0) return body;
  if (encoding !== 'gzip' && encoding !== 'x-gzip' && encoding !== 'deflate' && encoding !== 'br')
    throw new UnpackFailure('unknown');
  try {
    // zlib refuses 0.
    return await decoders[encoding](body, handedOn({ maxOutputLength: Math.max(1, maxBytes) }));
  } catch (error) {
    throw unpackFailure(error);
  }
}

/** Undoes a body's one encoding as it arrives. Throws `UnpackFailure`, or what the body throws. */
export async function* unpackStream(
  body: AsyncIterable<Uint8Array>,
  encoding: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (encoding !== 'gzip' && encoding !== 'x-gzip') throw new UnpackFailure('unknown');
  try {
    yield* through(body, createGunzip(handedOn({})));
  } catch (error) {
    throw unpackFailure(error);
  }
}

/** zlib's error in our words; any other as it is. */
function unpackFailure(error: unknown): unknown {
  const code = errorCode(error);
  if (code === 'ERR_BUFFER_TOO_LARGE') return new UnpackFailure('too large', error);
  if (code === 'Z_BUF_ERROR') return new UnpackFailure('truncated', error);
  return code?.startsWith('Z_') === true ? new UnpackFailure('broken', error) : error;
}
