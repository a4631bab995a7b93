/** `*` is any text and `?` any one character. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html */
export function wildcardMatches(pattern: string, text: string): boolean {
  const source = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*").replaceAll("?", ".");
  return new RegExp(`^${source}$`, "s").test(text);
}

/** Each of the six parts of an ARN is matched by itself, so that a `*` does not reach over a colon. */
export function arnMatches(pattern: string, text: string): boolean {
  const wanted = partsOf(pattern);
  const given = partsOf(text);
  return pattern === "*" || (wanted.length === 6 && given.length === 6 && wanted.every((part, index) => wildcardMatches(part, given[index] ?? "")));
}

function partsOf(arn: string): string[] {
  const parts = arn.split(":");
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(":")];
}
