/** The same, as far as it is only there on Node. */
export { replaceFile, type Replacement } from './values/node/replace-file.ts';
export { through } from './transport/undici/through.ts';
export { tlsDefaults } from './transport/undici/tls-defaults.ts';
