import manifest from '../../package.json' with { type: 'json' };

/** What an OpenAPI document says around the operations. */
export const info = {
  title: 'Mode Analytics',
  version: manifest.version,
  description:
    'The REST API of Mode Analytics as Bimodal speaks it: documented operations, and observed ones marked as such.',
};

export const servers = [{ url: 'https://app.mode.com' }];

export const securitySchemes = {
  basic: { type: 'http', scheme: 'basic', description: 'API token as the user, API secret as the password.' },
} as const;

/** What answers are, unless an operation says otherwise. */
export const mediaType = 'application/hal+json';
