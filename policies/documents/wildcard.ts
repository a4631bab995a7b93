/** Whether a pattern with `*` and `?`, as IAM has them, covers a text. Actions are compared without regard to case. */
export function covers(pattern: string, text: string): boolean {
  const source = pattern
    .toLowerCase()
    .split("")
    .map((character) => (character === "*" ? ".*" : character === "?" ? "." : character.replace(/[^\w\s]/, "\\$&")))
    .join("");
  return new RegExp(`^${source}$`, "s").test(text.toLowerCase());
}

/** The parts of an ARN; the last may hold colons of its own. */
const ARN_PARTS = 6;

/** `*`, or an ARN of a service whose resource part is nothing but a wildcard, such as `arn:aws:kms:us-east-1:111122223333:key/*`. */
export function coversAll(resource: string): boolean {
  const [, service, name = ""] = /^arn:[^:]*:([^:]*):[^:]*:[^:]*:(.*)$/.exec(completed(resource)) ?? [undefined, undefined, resource];
  // What stands before the slash is a kind of resource, but in S3 it is a bucket.
  return service === "s3" ? /^[*/]+$/.test(name) : /^(?:[\w-]+[/:])?[*?]*\*[*?]*$/.test(name);
}

/**
 * AWS takes the parts that a short ARN lacks for wildcards: `arn:aws:kms:*` is `arn:aws:kms:*:*:*`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
function completed(resource: string): string {
  const parts = resource.split(":");
  const missing = resource.startsWith("arn:") && resource.endsWith("*") ? Math.max(0, ARN_PARTS - parts.length) : 0;
  return [...parts, ...Array<string>(missing).fill("*")].join(":");
}
