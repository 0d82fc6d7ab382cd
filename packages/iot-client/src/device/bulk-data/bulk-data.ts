import { InputError } from '@bimodal/auth-core';

/** How bulk data is sent. */
export interface BulkDataOptions {
  /**
   * 1 (default): fulfilled once the platform has confirmed it. 0: fulfilled once it was handed to the connection, for data
   * that is of no more use when it comes late.
   */
  readonly qos?: 0 | 1 | undefined;
}

/** How a request about bulk data is made. */
export interface BulkDataRequestOptions {
  /** Milliseconds that the answer may take. Default 30,000. */
  readonly timeout?: number | undefined;
  /** Gives it up: it rejects with `signal.reason`. */
  readonly signal?: AbortSignal | null | undefined;
}

/** What a smart module answers to a request about bulk data. What its fields hold depends on the module. */
export interface BulkDataResponse {
  readonly status: unknown;
  /** Undefined where the module had nothing to say. */
  readonly payload: unknown;
}

/** Bytes to the smart modules of a label, and requests to them. */
export interface BulkData {
  send(label: string, data: Uint8Array | string, options: BulkDataOptions): Promise<void>;
  request(label: string, payload: object, options: BulkDataRequestOptions): Promise<BulkDataResponse>;
}

function refuse(): Promise<never> {
  return Promise.reject(
    new InputError("Bulk data goes over MQTT only: give the device `transport: 'mqtt'`."),
  );
}

/** Of a transport that has no bulk data. */
export const noBulkData: BulkData = { send: refuse, request: refuse };
