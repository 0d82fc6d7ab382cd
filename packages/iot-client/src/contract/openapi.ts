/** What OpenAPI says of the platform as a whole. */
export const openapi = {
  info: {
    title: 'MODE Cloud',
    version: '2.8',
    description:
      'The part of the IoT platform that Bimodal speaks. Each operation says where its facts come from: documented, observed in code that calls it, or inferred.',
  },
  servers: [{ url: 'https://api.tinkermode.com' }],
  securitySchemes: {
    modeCloud: {
      type: 'apiKey',
      in: 'header',
      name: 'Authorization',
      description: '`ModeCloud ` and then a session token, a device key or a project key.',
    },
  },
} as const;
