import { createInflateRaw } from 'node:zlib';
import { handedOn } from '@bimodal/auth-core/internal';
import { through } from '@bimodal/auth-core/node';
import { InflateFailure } from '../inflate-failure.ts';

/** Undoes Deflate as bytes are read. @throws InflateFailure; and what the source throws. */
export async function* inflated(
  packed: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* through(packed, createInflateRaw(handedOn({})));
  } catch (error) {
    throw isZlibError(error) ? new InflateFailure(error.code === 'Z_BUF_ERROR', error) : error;
  }
}

function isZlibError(error: unknown): error is Error & { readonly code: string } {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_')
  );
}
