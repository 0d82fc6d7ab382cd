/** The method by which Node, Deno and Bun print an object. Elsewhere nobody asks for it. */
export const inspectCustom: unique symbol = Symbol.for('nodejs.util.inspect.custom');
