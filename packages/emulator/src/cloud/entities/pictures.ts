import { randomBytes } from 'node:crypto';
import { Refusal } from '../../server/refusal.ts';
import type { Database } from '../../state/database.ts';
import { now } from '../kernel/clock.ts';
import type { Tokens } from '../people/tokens.ts';
import { missing } from '../kernel/reasons.ts';

/** Which picture of which entity. */
export interface PicturePlace {
  readonly projectId: number;
  readonly entityId: string;
  readonly target: 'icon' | 'image';
}

/** How long a file may be put, in milliseconds. The platform's own time is unknown. */
const life = 60 * 60 * 1000;

/**
 * The pictures of entities: an upload is opened, a file is put at its address, and closing the upload shows it. There is one
 * of each and one upload at most, so that what is kept is bounded by the entities and by how large a request may be.
 */
export class Pictures {
  readonly #db: Database;
  readonly #tokens: Tokens;

  constructor({ db, tokens }: { readonly db: Database; readonly tokens: Tokens }) {
    this.#db = db;
    this.#tokens = tokens;
  }

  /** Opens an upload in place of one that is open; answers what stands in its address. */
  open(place: PicturePlace, fileName: string): string {
    const token = randomBytes(16).toString('hex');
    const expirationTime = new Date(Date.now() + life).toISOString();
    this.#db.transaction(() => {
      this.#db.run('DELETE FROM upload WHERE expirationTime < :now', { now: now() });
      this.#endUpload(place);
      this.#db.run(
        `INSERT INTO upload (token, projectId, entityId, target, fileName, expirationTime)
         VALUES (:token, :projectId, :entityId, :target, :fileName, :expirationTime)`,
        { token, ...place, fileName, expirationTime },
      );
    });
    return token;
  }

  /** Takes the file of an upload; another in its place until it is closed. @throws Refusal */
  put(token: string, contentType: string | undefined, bytes: Uint8Array): void {
    const upload = this.#db.get<{ expirationTime: string }>(
      'SELECT expirationTime FROM upload WHERE token = :token',
      { token },
    );
    // As an object store answers what was not signed for, or is too late.
    if (!upload) throw new Refusal(403, 'No upload is open at this address: open one with manageMedia.');
    if (upload.expirationTime < now()) {
      throw new Refusal(403, `The upload was open until ${upload.expirationTime}: open it anew.`);
    }
    this.#db.run('UPDATE upload SET contentType = :contentType, bytes = :bytes WHERE token = :token', {
      token,
      contentType: contentType ?? 'application/octet-stream',
      bytes,
    });
  }

  /** Shows what was put in place of what was shown. @throws Refusal where nothing was. */
  close(place: PicturePlace): void {
    this.#db.transaction(() => {
      const upload = this.#db.get<{ fileName: string; contentType: string; bytes: Uint8Array }>(
        `SELECT fileName, contentType, bytes FROM upload WHERE projectId = :projectId AND entityId = :entityId
         AND target = :target AND bytes IS NOT NULL`,
        { ...place },
      );
      if (!upload) throw missing('No upload is open in which a file was put.');
      const { fileName, contentType, bytes } = upload;
      this.delete(place);
      const file = `picture/${randomBytes(8).toString('hex')}`;
      this.#db.run('INSERT INTO download (token, contentType, bytes) VALUES (:file, :contentType, :bytes)', {
        file,
        contentType,
        bytes,
      });
      this.#db.run(
        `INSERT INTO picture (projectId, entityId, target, fileName, file)
         VALUES (:projectId, :entityId, :target, :fileName, :file)`,
        { ...place, fileName, file },
      );
    });
  }

  /** Removes a picture, and what is being uploaded in its place. */
  delete(place: PicturePlace): void {
    this.#endUpload(place);
    this.#db.run(
      'DELETE FROM picture WHERE projectId = :projectId AND entityId = :entityId AND target = :target',
      { ...place },
    );
  }

  /** What the display settings of an entity say of its pictures. Source: observed (names and fields). */
  settings(projectId: number, entityId: string, origin: string): Readonly<Record<string, object>> {
    const rows = this.#db.all<{ target: string; fileName: string; file: string }>(
      'SELECT target, fileName, file FROM picture WHERE projectId = :projectId AND entityId = :entityId',
      { projectId, entityId },
    );
    return Object.fromEntries(
      rows.map(({ target, fileName, file }) => [
        `${target}Data`,
        { fileName, url: `${origin}/download/${this.#tokens.link(file)}` },
      ]),
    );
  }

  #endUpload(place: PicturePlace): void {
    this.#db.run(
      'DELETE FROM upload WHERE projectId = :projectId AND entityId = :entityId AND target = :target',
      { ...place },
    );
  }
}
