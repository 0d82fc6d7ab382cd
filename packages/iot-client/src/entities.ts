import { ResponseError, type CallOptions, type Caller } from '@bimodal/auth-core';
import { ownCopy, type EngineCaller } from '@bimodal/auth-core/internal';
import { EntityOperations } from './gen/entities.ts';

/** A picture of an entity. */
export interface EntityMedia {
  readonly project: number;
  readonly entity: string;
  readonly target: 'icon' | 'image';
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** Its media type, such as `image/png`. */
  readonly contentType: string;
}

/** Things that are watched. */
export class Entities extends EntityOperations {
  readonly #files: Pick<EngineCaller, 'putFile'>;

  constructor(caller: Caller & Pick<EngineCaller, 'putFile'>) {
    super(caller);
    this.#files = caller;
  }

  /**
   * Gives an entity a picture: opens the upload, puts the file where the platform says, and closes it. The file goes
   * with its length, and without the credential and your own headers. If putting it fails the upload stays open, and can be
   * done anew. Where the picture is then is said by the entity's `displaySettings`: `iconData.url`, or `imageData.url`.
   *
   * Source: observed.
   *
   * @throws OriginError where the platform says to put it over plain http to another machine, or to no address at all.
   * @throws StatusError where it was refused, ConnectionError where it could not be put.
   * @throws ResponseError where the platform opened no upload.
   */
  async uploadMedia(media: EntityMedia, options?: CallOptions): Promise<void> {
    const { project, entity, target, fileName, bytes, contentType } = ownCopy(media);
    const { uploadUrl } = ownCopy(
      await this.manageMedia({ project, entity, target, fileName, action: 'open-upload' }, options),
    );
    if (uploadUrl == null) {
      throw new ResponseError('entities.manageMedia opened no upload: it was answered without an address.', {
        operation: 'entities.manageMedia',
      });
    }
    const content = { bytes, type: contentType };
    await this.#files.putFile('entities.manageMedia', uploadUrl, content, options);
    await this.manageMedia({ project, entity, target, action: 'close-upload' }, options);
  }
}
