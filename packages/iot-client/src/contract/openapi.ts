import manifest from '../../package.json' with { type: 'json' };

/** What an OpenAPI document says around the operations. */
export const info = {
  title: 'MODE Cloud',
  version: manifest.version,
  description:
    'The API of MODE Cloud (2.8) as Bimodal speaks it. Each operation says whether it is documented, observed in code that calls it, or inferred.',
};

export const servers = [{ url: 'https://api.tinkermode.com' }];

export const securitySchemes = {
  modeCloud: {
    type: 'apiKey',
    in: 'header',
    name: 'Authorization',
    description: '`ModeCloud ` and then a session token, a device key or a project key.',
  },
} as const;
