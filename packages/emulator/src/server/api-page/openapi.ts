/** What the page reads of an OpenAPI document, version 3.1. */
export interface Document {
  readonly info?: { readonly title?: string; readonly description?: string };
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Described>>>>;
}

/** One operation; several that share method and path are its variants. */
export interface Described {
  readonly operationId?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly deprecated?: boolean;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly required?: boolean; readonly content?: Contents };
  readonly responses?: Readonly<
    Record<string, { readonly description?: string; readonly content?: Contents }>
  >;
  readonly 'x-bimodal-callers'?: readonly string[];
  readonly 'x-bimodal-deprecated'?: string;
  readonly 'x-bimodal-idempotent'?: boolean;
  readonly 'x-bimodal-source'?: string;
  readonly 'x-bimodal-stream'?: string;
  readonly 'x-bimodal-variants'?: readonly Described[];
}

export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: Schema;
}

/** By media type. */
export type Contents = Readonly<Record<string, { readonly schema?: Schema }>>;

/** As much of JSON Schema as the operations are described with. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly additionalProperties?: Schema | boolean;
  readonly 'x-bimodal-sensitive'?: boolean;
}
