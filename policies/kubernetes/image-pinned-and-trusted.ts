import { containersOf, podsIn, podTypes } from "../documents";
import { flag, globMatches, resourceRule, texts, type Finding, type Findings, type Value } from "../kernel";

/** Registries of this account, and the one from which EKS takes its own images. */
const PRODUCTION = ["444455556666.dkr.ecr.us-east-1.amazonaws.com", "444455556666.dkr.ecr.us-west-2.amazonaws.com", "602401143452.dkr.ecr.*.amazonaws.com"] as const;

export const imagePinnedAndTrusted = resourceRule({
  name: "image-pinned-and-trusted",
  title: "Images come from a registry of the list, and in production by their digest.",
  why: "A tag can be moved to another image after review, and a registry of someone else's can be emptied, or filled, by someone else.",
  severity: "high",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { checkov: ["CKV_K8S_14", "CKV_K8S_43"], eksCis: ["5.1.4"] },
  remediation: "Take the image from a repository of this account, by registry/name@sha256:digest; in development a tag other than latest will do.",
  examples: {
    compliant: 'image: "444455556666.dkr.ecr.us-east-1.amazonaws.com/trading@sha256:…"',
    violating: 'image: "nginx:latest"',
  },
  settings: {
    digest: flag("Whether an image must be named by its digest", { production: true, development: false }),
    registries: texts(
      "Registries from which images may come; * stands for any text",
      1,
      // What production runs may be tried in development.
      { production: PRODUCTION, development: ["111122223333.dkr.ecr.us-east-1.amazonaws.com", ...PRODUCTION] },
      ["*.dkr.ecr.*.amazonaws.com"],
    ),
  },
  types: podTypes,
  check: (resource, settings) => podsIn(resource).map((pod) => containersOf(pod).map((container) => checkImage(container.value("image"), settings))),
});

function checkImage(image: Value, { digest, registries }: { readonly digest: boolean; readonly registries: readonly string[] }): Findings {
  if (image.text === undefined) {
    return image.must.beLiteral();
  }
  const { registry, tag, pinned } = partsOf(image.text);
  const finding = (aspect: string, message: string): Finding => ({ id: `${image.path}:${aspect}`, message: `${image.path} ${message}` });
  return [
    registries.some((each) => globMatches(each, registry)) ? undefined : finding("registry", `comes from ${registry}, which is not in the list`),
    digest && !pinned ? finding("digest", `is ${image.text}, which names no digest`) : undefined,
    !pinned && (tag === undefined || tag === "latest") ? finding("tag", `is ${image.text}, which is another image tomorrow`) : undefined,
  ];
}

/** An image without a registry is one of Docker Hub's. */
function partsOf(image: string): { readonly registry: string; readonly tag: string | undefined; readonly pinned: boolean } {
  const [name = "", hash] = image.split("@");
  const [first = "", ...rest] = name.split("/");
  const isRegistry = rest.length > 0 && (/[.:]/.test(first) || first === "localhost");
  const [, tag] = (rest.at(-1) ?? first).split(":");
  return { registry: isRegistry ? first : "docker.io", tag, pinned: hash !== undefined && /^sha256:[0-9a-f]{64}$/.test(hash) };
}
