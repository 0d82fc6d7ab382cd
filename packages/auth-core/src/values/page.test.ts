import { afterEach, expect, it, vi } from 'vitest';
import { isPage } from './page.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

it.each(['document', 'importScripts'])('is told by `%s`, and not by one that everything has', (name) => {
  expect(isPage()).toBe(false);
  vi.stubGlobal(name, {});
  expect(isPage()).toBe(true);
  vi.unstubAllGlobals();
  Reflect.set(Object.prototype, name, {});
  try {
    expect(isPage()).toBe(false);
  } finally {
    Reflect.deleteProperty(Object.prototype, name);
  }
});

it('is told by what a worker inherits', () => {
  const before: unknown = Object.getPrototypeOf(globalThis);
  Object.setPrototypeOf(globalThis, Object.create(Object(before), { importScripts: { value: () => {} } }));
  try {
    expect(isPage()).toBe(true);
  } finally {
    Object.setPrototypeOf(globalThis, Object(before));
  }
});
