export { freePort } from './free-port.ts';
export { startBrowser } from './chromium/start-browser.ts';
export { startDatabase, type TestDatabase } from './postgres/start-database.ts';
export { startPostgres, type TestPostgres } from './postgres/start-postgres.ts';
