/** Which image of a service runs, as Git says it: in the values of its chart, which the service's pipeline writes. */
import { existsSync } from "node:fs";
import path from "node:path";
import { isMap, isScalar, parseDocument } from "yaml";
import { SetupError } from "../local-cloud/engine/setup-error";

export interface Image {
  /** Of an immutable tag: `<version>-<commit>`. */
  readonly tag: string;
  readonly digest: string;
}

/** Never a tag that moves, such as `latest` or `main`. */
const TAG = /^\d+\.\d+\.\d+-[0-9a-f]{7,40}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;
const NAME = /^[a-z][a-z0-9-]*$/;

/** File of the values that name a service's image, below the root of the checkout. */
export function imageFile(root: string, service: string, environment: string): string {
  const wrong = [service, environment].find((name) => !NAME.test(name));
  if (wrong !== undefined) {
    throw new SetupError(`${JSON.stringify(wrong)} is no name of a service or an environment: lower-case letters, digits and dashes.`);
  }
  const file = path.posix.join("charts", service, `values-${environment}.yaml`);
  if (!existsSync(path.join(root, file))) {
    throw new SetupError(`${file} is not there: a service needs a chart, and an environment its values, before its first image.`);
  }
  return file;
}

/** The values with another image; everything else stays as it is, comments included. */
export function withImage(text: string, { tag, digest }: Image): string {
  if (!TAG.test(tag)) {
    throw new SetupError(`${JSON.stringify(tag)} is no immutable tag such as 1.4.2-0123abc: version, dash, commit.`);
  }
  if (!DIGEST.test(digest)) {
    throw new SetupError(`${JSON.stringify(digest)} is no digest such as sha256:… with 64 hexadecimal digits.`);
  }
  const document = parseDocument(text);
  const image = document.get("image");
  if (document.errors.length > 0 || !isMap(image) || !isScalar(image.get("tag", true))) {
    throw new SetupError("The values have no image.tag to write: they are not those of a service's chart.");
  }
  image.set("tag", tag);
  image.set("digest", digest);
  return document.toString({ lineWidth: 0 });
}
