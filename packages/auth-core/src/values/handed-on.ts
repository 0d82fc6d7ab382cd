/** What every object inherits by the language itself. Source: ECMA-262, "Properties of the Object Prototype Object". */
const standard = new Set<string | symbol>([
  '__defineGetter__',
  '__defineSetter__',
  '__lookupGetter__',
  '__lookupSetter__',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'isPrototypeOf',
  'propertyIsEnumerable',
  'toLocaleString',
  'toString',
  'valueOf',
]);

/** Reads as undefined and takes nothing; a copy has an undefined of its own. */
const nothing: PropertyDescriptor = Object.freeze({
  __proto__: null,
  get: () => undefined,
  set: () => undefined,
  enumerable: true,
  configurable: true,
});

/**
 * Options on their way to Node or to a library: a copy by own keys, without a prototype. Many callees copy what they get to
 * an ordinary object, which inherits again, so every name that is on a polluted `Object.prototype` at this moment is set, to
 * nothing. No list of what a callee reads is needed, and none can be out of date.
 *
 * Make it right before the call: what is polluted later is not in it. An option that the callee has a default for is to be
 * passed, since nothing takes the default's place.
 */
export function handedOn<T extends object>(options: T): T {
  return cover(Object.assign(Object.create(null) as T, options));
}

/** The same done to an object of somebody else's, such as a packet that a library is about to write. */
export function cover<T extends object>(object: T): T {
  for (const name of Reflect.ownKeys(Object.prototype)) {
    if (!standard.has(name) && !Object.hasOwn(object, name)) Object.defineProperty(object, name, nothing);
  }
  return object;
}
