export type { Rows } from './result-text.ts';
export { readCsv, readJson, saveResult } from './saved-result.ts';
export type { SavedResult } from './saved-result.ts';
export { SqlError } from './sql-error.ts';
export { openWarehouse } from './warehouse.ts';
export type { Warehouse } from './warehouse.ts';
export { readFormFields, renderSql } from './liquid/render-sql.ts';
export type { RenderOptions } from './liquid/render-sql.ts';
