/** Says what to do where a port cannot be listened on; any other error stays as it is. */
export function explainStart(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const own = (name: string): unknown => Reflect.get(error, name);
  const [code, address, port] = [own('code'), String(own('address')), String(own('port'))];
  if (code === 'EADDRINUSE') {
    return told(
      error,
      `Port ${port} of ${address} is in use: stop what listens there, or choose another port.`,
    );
  }
  if (code === 'EADDRNOTAVAIL') return told(error, `${address} is no address of this machine.`);
  if (code === 'EACCES' && own('syscall') === 'listen') {
    return told(error, `Port ${port} of ${address} may not be listened on: choose one from 1024 on.`);
  }
  return error;
}

/** With the code of the error, which programs go by. */
function told(error: Error, message: string): Error {
  const code: unknown = Reflect.get(error, 'code');
  return Object.assign(new Error(message, { cause: error }), { code });
}
