import { isGlobal } from './is-global.ts';

/** Whether this is a page or a worker of one: whoever reads its code or its memory is the person at the screen. */
export function isPage(): boolean {
  return isGlobal('document') || isGlobal('importScripts');
}
