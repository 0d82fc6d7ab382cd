import type { KnownCodes, StatusCode } from '@bimodal/auth-core';
import { StatusError, type ReasonCode } from '../index.ts';

/** Whether two types are the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type True<T extends true> = T;

/** What completes behind `error.code ===`, and that any other word may come. */
export type Identity = [
  True<Same<keyof KnownCodes, ReasonCode | ''>>,
  True<'DEVICE_OFFLINE' extends keyof KnownCodes ? true : false>,
  True<string extends StatusCode ? true : false>,
];

export const isOffline = (error: unknown): boolean =>
  StatusError.isInstance(error) && error.code === 'DEVICE_OFFLINE';
