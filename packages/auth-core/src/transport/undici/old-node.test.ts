import { describe, expect, it } from 'vitest';
import { explainOldNode } from './old-node.ts';

describe('explainOldNode', () => {
  it.each(['20.20.2', '22.18.9'])('says that Node %s is too old, with the error as cause', (version) => {
    const cause = new TypeError("Cannot read properties of undefined (reading 'bind')");
    expect(() => explainOldNode(cause, version)).toThrow(
      expect.objectContaining({
        message: `Bimodal runs on Node 22.19 or newer, and this is Node ${version}.`,
        cause,
      }),
    );
  });

  it.each(['22.19.0', '24.0.0', '100.1.2'])('passes the error on where Node is %s', (version) => {
    const error = new Error('something else');
    expect(() => explainOldNode(error, version)).toThrow(error);
  });
});
