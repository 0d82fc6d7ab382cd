import { openEnum } from '@bimodal/contract';
import { z } from 'zod';
import { flag, id, text, time } from './fields.ts';
import { hal } from './hal.ts';

export const DataSource = z
  .object({
    token: text.describe('What paths name it by.'),
    id: id.nullish().describe('What queries and definitions name it by: `data_source_id`.'),
    name: text.nullish(),
    description: text.nullish(),
    display_name: text.nullish(),
    adapter: text.nullish().describe('Such as `jdbc:postgresql`.'),
    adapter_version: text.nullish(),
    provider: text.nullish(),
    vendor: text.nullish(),
    created_at: time.nullish(),
    updated_at: time.nullish(),
    has_expensive_schema_updates: flag.nullish(),
    public: flag.nullish(),
    asleep: flag.nullish().describe('Asleep ones cannot be queried.'),
    queryable: flag.nullish(),
    soft_deleted: flag.nullish(),
    account_id: id.nullish(),
    account_username: text.nullish(),
    organization_token: text.nullish(),
    organization_plan_code: text.nullish(),
    database: text.nullish(),
    host: text.nullish(),
    port: z.union([z.int(), z.string()]).nullish(),
    ssl: flag.nullish(),
    ssl_trusted_cert: text.nullish(),
    username: text.nullish(),
    ldap: flag.nullish(),
    warehouse: text.nullish().describe('Snowflake only.'),
    bridged: flag.nullish(),
    custom_attributes: z.record(z.string(), z.unknown()).nullish(),
    default_access_level: text.nullish().describe('Such as `View` or `Query`, capitalised.'),
    default: flag.nullish(),
    default_for_organization_id: text.nullish(),
    ...hal,
  })
  .meta({ id: 'DataSource', description: 'A warehouse that queries run in.' });

export const DataSourceList = z
  .object({
    ...hal,
    _embedded: z.object({ data_sources: z.array(DataSource) }),
    data_index_auth_token: text.nullish(),
  })
  .meta({ id: 'DataSourceList', description: 'The data sources of a workspace.' });

/** Documented as text, one and all. */
const said = z.union([z.string(), z.number()]).nullish();

export const SchemaUpdate = z
  .object({
    token: text.nullish(),
    id: id.nullish(),
    state: openEnum(['pending', 'enqueued', 'running', 'succeeded', 'failed'])
      .nullish()
      .describe('The reference lists no states.'),
    content_length: said,
    number_of_schemas: said,
    number_of_tables: said,
    last_succesful_refresh_at: time.nullish(),
    webapp_uri: text.nullish(),
    ...hal,
  })
  .meta({ id: 'SchemaUpdate', description: 'That the platform reads the tables of a data source anew.' });
