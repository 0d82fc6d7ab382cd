import manifest from '../../package.json' with { type: 'json' };

/** What the `User-Agent` begins with. */
export const product: string = `${manifest.name}/${manifest.version}`;
