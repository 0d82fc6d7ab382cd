import { ConnectionError, InputError, OriginError, type CallOptions } from '@bimodal/auth-core';
import { EntityOperations } from './gen/entities.ts';

/** A picture of an entity. */
export interface EntityMedia {
  readonly project: number;
  readonly entity: string;
  readonly target: 'icon' | 'image';
  readonly fileName: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Its media type, such as `image/png`. */
  readonly contentType: string;
}

/** Things that are watched. */
export class Entities extends EntityOperations {
  /**
   * Gives an entity a picture: opens the upload, puts the file where the platform says, and closes it. The file goes
   * without the credential. If putting it fails the upload stays open, and can be done anew.
   *
   * Source: observed.
   *
   * @throws OriginError where the platform says to put it over plain http to another machine.
   * @throws ConnectionError where it could not be put.
   */
  async uploadMedia(media: EntityMedia, options?: CallOptions): Promise<void> {
    const { project, entity, target, fileName, bytes, contentType } = media;
    const opened = await this.manageMedia(
      { project, entity, target, fileName, action: 'open-upload' },
      options,
    );
    await put(opened.uploadUrl ?? '', bytes, contentType, options);
    await this.manageMedia({ project, entity, target, action: 'close-upload' }, options);
  }
}

/** One PUT of a whole body to an address that is a secret itself, so that no error shows it. */
async function put(
  address: string,
  body: Uint8Array<ArrayBuffer>,
  contentType: string,
  options?: CallOptions,
): Promise<void> {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined) throw new InputError('The platform opened no upload: it gave no address.');
  const isHere = ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isHere)) {
    throw new OriginError('The platform asks for the upload over plain http. Nothing was put there.');
  }
  const signal = AbortSignal.any([
    AbortSignal.timeout(options?.timeout ?? 60_000),
    ...(options?.signal ? [options.signal] : []),
  ]);
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'PUT',
      body,
      redirect: 'error',
      headers: { 'content-type': contentType },
      signal,
    });
  } catch (cause) {
    options?.signal?.throwIfAborted();
    throw new ConnectionError('The file could not be put where the platform said.', { sent: true, cause });
  }
  await response.body?.cancel();
  if (!response.ok) {
    throw new ConnectionError(`The file was refused where the platform said, with ${response.status}.`, {
      sent: true,
    });
  }
}
