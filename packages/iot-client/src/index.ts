export { IotClient, type Identity } from './iot-client.ts';
export type { ReasonCode } from './errors/reason-codes.ts';
export { SecondStepError } from './errors/second-step-error.ts';
export type { IotClientOptions, IotRequest } from './platform/options.ts';
export type { AppProxies, AppProxyRequest } from './app-proxies.ts';
export type { Entities, EntityMedia } from './entities.ts';
export type { CollectionPoint, Collections, CollectionSpan } from './series/collections.ts';
export type { SeriesPoint, SeriesSpan, TimeSeries } from './series/time-series.ts';
export { readBulkDataHeaders, type BulkDataOrigin, type WebhookHeaders } from './webhooks/bulk-data.ts';
export { verifyWebhook, type WebhookDelivery } from './webhooks/verify-webhook.ts';
export type { Devices, NewDevice } from './devices.ts';
export type { Events } from './events.ts';
export type { Sessions, StartedSession } from './sessions.ts';
export type * from './gen/models.ts';
export type {
  Backfill,
  BackfilledCollectionPoint,
  BackfilledPoint,
  BackfilledSeriesPoint,
  BackfillEnd,
  BackfillSource,
  CollectionSource,
  NotFilled,
  SeriesSource,
} from './streams/backfill/backfill.ts';
export { BufferFullError } from './streams/buffer-full-error.ts';
export type { CommandItem, CommandStream } from './streams/command-stream.ts';
export type {
  BackfilledEventStream,
  EventItem,
  EventStream,
  EventStreamOptions,
} from './streams/event-stream.ts';
export type { Gap, GapReason, Malformed } from './streams/items.ts';
export type { LiveStream } from './streams/live-stream.ts';
export type { SocketStreamOptions } from './streams/socket-stream-options.ts';
export type { StreamOptions } from './streams/stream-options.ts';
export {
  AuthenticationError,
  BimodalError,
  BodyError,
  CallerError,
  chain,
  cloudCommand,
  cloudEnvironment,
  cloudProfile,
  ConflictError,
  ConnectionError,
  Credential,
  CredentialError,
  given,
  InputError,
  modeCloudKey,
  NotFoundError,
  OriginError,
  PaginationError,
  PermissionError,
  rateLimit,
  RateLimitError,
  ResponseError,
  ServerError,
  StatusError,
  TimeoutError,
  type Answer,
  type Call,
  type CallOptions,
  type ClientOptions,
  type CredentialProvider,
  type Limiter,
  type List,
  type ListPage,
  type NothingFound,
  type ProvideContext,
} from '@bimodal/auth-core';
