/** Any limiter of `rate-limiter-flexible`: `RateLimiterPostgres`, `RateLimiterRedis`, … Its points and duration are the rule. */
export interface RateStore {
  consume(key: string, points?: number): Promise<unknown>;
}
