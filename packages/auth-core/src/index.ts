export type { ByteStream } from './answer/byte-stream.ts';
export type { Answer } from './answer/answer.ts';
export { Call } from './caller/call.ts';
export type { Caller } from './caller/caller.ts';
export { List, type ListPage } from './caller/list.ts';
export type { CallOptions } from './options/call-options.ts';
export { basic, type BasicKind } from './credentials/basic.ts';
export { cached } from './credentials/cached.ts';
export { chain } from './credentials/chain.ts';
export { Credential, type CredentialKind } from './credentials/credential.ts';
export { analyticsDefault, cloudDefault } from './credentials/default-chain.ts';
export { analyticsEnvironment, cloudEnvironment } from './credentials/environment.ts';
export { given } from './credentials/given.ts';
export { keyOf } from './credentials/key-of.ts';
export { modeCloudKey, type ModeCloudKind } from './credentials/mode-cloud-key.ts';
export { analyticsCommand, analyticsProfile, cloudCommand, cloudProfile, saveProfile } from '#stored';
export type { Profile, ProfileOptions } from './credentials/profile-options.ts';
export type { CredentialProvider, NothingFound, ProvideContext } from './credentials/provider.ts';
export { signatureToken } from './credentials/signature-token.ts';
export {
  attemptChannel,
  mismatchChannel,
  type AttemptNotice,
  type MismatchNotice,
} from './exchange/channels.ts';
export type { PlatformName } from './credentials/stored.ts';
export type { GivenHeaders } from './checks/header-text.ts';
export type { ClientOptions, StepRequest, Validate } from './options/settings.ts';
export { fetchTransport, type FetchTransportOptions } from './transport/fetch/fetch-transport.ts';
export type { GivenDispatcher, GivenTransport } from './transport/transport-options.ts';
export { AuthenticationError } from './errors/authentication-error.ts';
export { BimodalError } from './errors/bimodal-error.ts';
export { BodyError, type BodyFault } from './errors/body-error.ts';
export { CallerError } from './errors/caller-error.ts';
export { ConflictError } from './errors/conflict-error.ts';
export { ConnectionError } from './errors/connection-error.ts';
export { CredentialError } from './errors/credential-error.ts';
export { InputError } from './errors/input-error.ts';
export { NotFoundError } from './errors/not-found-error.ts';
export { OriginError } from './errors/origin-error.ts';
export { PaginationError } from './errors/pagination-error.ts';
export { PermissionError } from './errors/permission-error.ts';
export { RateLimitError } from './errors/rate-limit-error.ts';
export { ResponseError } from './errors/response-error.ts';
export { ServerError } from './errors/server-error.ts';
export { StatusError, type KnownCodes, type StatusCode } from './errors/status-error.ts';
export { TimeoutError } from './errors/timeout-error.ts';
export type { Limiter, Turn } from './limits/limiter.ts';
export type { RateStore } from './limits/rate-store.ts';
export { rateLimit, type RateLimitOptions, type RateRule } from './limits/rate-limit.ts';
