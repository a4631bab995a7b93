export function unsupportedType(type: string, supported: readonly string[]): Error {
  return new Error(`The local cloud does not stand in for ${type}; of its package it has ${supported.join(", ")}.`);
}

export function unsupportedFunction(token: string, supported: readonly string[]): Error {
  const others = supported.length > 0 ? `; of its package it has ${supported.join(", ")}` : "";
  return new Error(`The local cloud does not stand in for the function ${token}${others}.`);
}
