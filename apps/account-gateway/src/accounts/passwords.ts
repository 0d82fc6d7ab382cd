import { hash, verify, type Options } from '@node-rs/argon2';

/** Argon2id with 19 MiB, two passes, one lane. Source: OWASP Password Storage Cheat Sheet. */
const options: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The same characters typed on another keyboard are the same password. */
function normal(password: string): string {
  return password.normalize('NFKC');
}

export function hashPassword(password: string): Promise<string> {
  return hash(normal(password), options);
}

/** What no password has for a hash, so that an address that is not there costs what one that is there does. */
const nobody = hashPassword(crypto.randomUUID());

/** Whether it is the password. Without a hash it takes as long, and it is not. */
export async function isPassword(password: string, hashed: string | undefined): Promise<boolean> {
  const matches = await verify(hashed ?? (await nobody), normal(password));
  return hashed !== undefined && matches;
}
