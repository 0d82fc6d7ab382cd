/** A server's certificate with its key, and the private authority that issued it, all PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
  readonly ca: string;
}

/** Issues a certificate for this machine from an authority that nobody else knows; both are made anew each time. */
export async function issueCertificate(): Promise<Certificate> {
  // Loaded here, since most probes need none and it is large.
  const { generate } = await import('selfsigned');
  const strong = { keyType: 'ec', algorithm: 'sha256' } as const;
  const authority = await generate([{ name: 'commonName', value: 'Conformance test authority' }], {
    ...strong,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, digitalSignature: true, critical: true },
    ],
  });
  const server = await generate([{ name: 'commonName', value: 'localhost' }], {
    ...strong,
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 2, value: '*.localhost' },
          { type: 2, value: '*.test' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  return { key: server.private, cert: server.cert, ca: authority.cert };
}
