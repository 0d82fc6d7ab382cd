export { printClient, type Declared } from './print-client.ts';
export { openApi, type OpenApiFrame } from './openapi/document.ts';
export { describe } from './json-schema.ts';
