/** Where a client's calls go, once that is known; as the options of a credential that shall go nowhere else. */
export type Origin = () => { readonly origin?: string };
