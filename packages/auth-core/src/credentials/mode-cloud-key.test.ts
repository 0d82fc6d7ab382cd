import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../errors/input-error.ts';
import { authorization } from './credential.ts';
import { modeCloudKey } from './mode-cloud-key.ts';

function thrown(make: () => unknown): unknown {
  try {
    return make();
  } catch (error) {
    return error;
  }
}

describe('modeCloudKey', () => {
  it('makes the header as it is', () => {
    expect(modeCloudKey('v1.Test+key/=')[authorization]()).toBe('ModeCloud v1.Test+key/=');
  });

  it('does not read its kind from the text', () => {
    expect(modeCloudKey('device-test-key').kind).toBeUndefined();
    expect(modeCloudKey('test-key', { kind: 'device' }).kind).toBe('device');
  });

  it.each([
    ['nothing', ''],
    ['white space', 'canary 1'],
    ['a tab', 'canary\t1'],
    ['CR and LF', 'canary\r\nx: y'],
    ['NUL', 'canary\u0000'],
    ['what is not ASCII', 'canaryé'],
  ])('refuses %s without showing it', (_what, key) => {
    const error = thrown(() => modeCloudKey(key));
    expect(InputError.isInstance(error)).toBe(true);
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('canary');
  });

  it('takes any key that stands in a header as it is, and refuses every other', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (key) => {
        const made = thrown(() => modeCloudKey(key)[authorization]());
        const header = typeof made === 'string' && /^ModeCloud [\x21-\x7e]+$/.test(made);
        expect(header || InputError.isInstance(made)).toBe(true);
      }),
    );
  });
});
