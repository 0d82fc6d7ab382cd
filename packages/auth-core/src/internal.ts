/** What the clients are built of: the engine, and how options are read. It may change in any version. */
export { EngineCaller } from './caller/engine-caller.ts';
export { isLoopback } from './checks/base-url.ts';
export { longestTimer, milliseconds } from './checks/numbers.ts';
export { Engine } from './engine/engine.ts';
export { safeFileName } from './answer/filename.ts';
export { checkOptionNames } from './checks/option-names.ts';
export type { Platform } from './options/platform.ts';
export type { OpenedSocket } from './engine/socket.ts';
export type { ClientFacts } from './options/settings.ts';
export { cover, handedOn } from './values/handed-on.ts';
export { onlyOnce } from './values/only-once.ts';
export { ownCopy } from './values/own-copy.ts';
export { mark, type CallFacts } from './errors/bimodal-error.ts';
export { inspectCustom } from './values/inspect.ts';
export { textOf } from './values/utf8.ts';
export { ownEnvironment, variable } from './values/variable.ts';
export { removal } from './values/removal.ts';
