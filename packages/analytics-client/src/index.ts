export { AnalyticsClient } from './analytics-client.ts';
export type { AnalyticsClientOptions, AnalyticsRequest } from './options.ts';
export type { Crawl } from './crawl/crawl.ts';
export type { CrawlFailure, CrawlItem, DiscoveryCrawlItem } from './crawl/crawl-item.ts';
export type { CrawlCheckpoint, CrawlKind, CrawlOptions, CrawlProgress } from './crawl/options.ts';
export type { CrawlStep } from './crawl/crawl-step.ts';
export type { Discovery } from './resources/discovery.ts';
export type { LinkValues } from './links/expand.ts';
export type { Linked } from './links/link-target.ts';
export type { PdfExports } from './resources/pdf-exports.ts';
export type { ExportOptions } from './pdf/options.ts';
export type { PurgeWindows } from './purge/windows.ts';
export type { Resources } from './resources/resources.ts';
export type { ReportRuns } from './resources/report-runs.ts';
export type { Reports } from './resources/reports.ts';
export type { DownloadInput, ReportTablesInput, Results, ResultTable } from './resources/results.ts';
export type { ReportTable } from './zip/report-tables.ts';
export type { Downloaded, DownloadProgress } from './download/downloaded.ts';
export type { JsonRow } from './json/read-json-rows.ts';
export type { JsonRowsInput, ResultInput, RowsInput, TypedRowsInput } from './rows/input.ts';
export type { StandardSchema } from './rows/standard-schema.ts';
export type { Row } from './csv/row.ts';
export type { RowStream } from './csv/row-stream.ts';
export type { RunProgress, WaitOptions } from './run/options.ts';
export { CsvError } from './errors/csv-error.ts';
export { signEmbedUrl, type EmbedOptions } from './embed/sign-embed-url.ts';
export { parseWebhook } from './webhook/parse-webhook.ts';
export type * from './webhook/webhook.ts';
export type { Webhooks } from './webhooks.ts';
export { ExportError } from './errors/export-error.ts';
export { ResultPurgedError } from './errors/result-purged-error.ts';
export { RowError } from './errors/row-error.ts';
export { RunFailedError } from './errors/run-failed-error.ts';
export { RunTimeoutError } from './errors/run-timeout-error.ts';
export type * from './gen/models.ts';
export {
  analyticsCommand,
  analyticsEnvironment,
  analyticsProfile,
  AuthenticationError,
  basic,
  BimodalError,
  BodyError,
  CallerError,
  chain,
  ConflictError,
  ConnectionError,
  Credential,
  CredentialError,
  given,
  InputError,
  NotFoundError,
  OriginError,
  PaginationError,
  PermissionError,
  rateLimit,
  RateLimitError,
  ResponseError,
  ServerError,
  signatureToken,
  StatusError,
  TimeoutError,
  type Answer,
  type ByteStream,
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
