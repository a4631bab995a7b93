/** `"production"` */
export function quote(text: string): string {
  return `"${text}"`;
}

/** `a`, `a and b`, `a, b and c` */
export function sentenceList(items: readonly string[], conjunction: "and" | "or"): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} ${conjunction} ${items[items.length - 1]}`;
}
