import * as pulumi from "@pulumi/pulumi";

export type OperatingSystem = "AL2" | "AL2023" | "Bottlerocket";
type Architecture = "x86_64" | "arm64";

interface Image {
  readonly os: OperatingSystem;
  readonly gpu: boolean;
  readonly architecture: Architecture;
  /** Name that older releases of the component took for it. */
  readonly formerName?: string;
}

/** AMI types that the component knows: https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html */
const images: Readonly<Record<string, Image>> = {
  AL2_x86_64: { os: "AL2", gpu: false, architecture: "x86_64", formerName: "amazon-linux-2" },
  AL2_x86_64_GPU: { os: "AL2", gpu: true, architecture: "x86_64", formerName: "amazon-linux-2-gpu" },
  AL2_ARM_64: { os: "AL2", gpu: false, architecture: "arm64", formerName: "amazon-linux-2-arm" },
  AL2023_x86_64_STANDARD: {
    os: "AL2023",
    gpu: false,
    architecture: "x86_64",
    formerName: "amazon-linux-2023/x86_64/standard",
  },
  AL2023_ARM_64_STANDARD: {
    os: "AL2023",
    gpu: false,
    architecture: "arm64",
    formerName: "amazon-linux-2023/arm64/standard",
  },
  AL2023_x86_64_NVIDIA: {
    os: "AL2023",
    gpu: true,
    architecture: "x86_64",
    formerName: "amazon-linux-2023/x86_64/nvidia",
  },
  BOTTLEROCKET_ARM_64: { os: "Bottlerocket", gpu: false, architecture: "arm64" },
  BOTTLEROCKET_x86_64: { os: "Bottlerocket", gpu: false, architecture: "x86_64" },
  BOTTLEROCKET_ARM_64_NVIDIA: { os: "Bottlerocket", gpu: true, architecture: "arm64" },
  BOTTLEROCKET_x86_64_NVIDIA: { os: "Bottlerocket", gpu: true, architecture: "x86_64" },
};

/** The operating system of an AMI type, or the one that was asked for. */
export function operatingSystemOf(amiType: string | undefined, asked: string | undefined): string {
  if (!amiType) {
    return asked ?? "AL2023";
  }
  const image = images[amiType] ?? Object.values(images).find(({ formerName }) => formerName === amiType);
  if (!image) {
    throw new pulumi.InputPropertyError({
      propertyPath: "amiType",
      reason: `amiType "${amiType}" is not one whose operating system is known; use one of ${Object.keys(images).join(", ")}.`,
    });
  }
  if (asked && asked !== image.os) {
    throw new pulumi.InputPropertyError({
      propertyPath: "operatingSystem",
      reason: `operatingSystem is ${asked}, but amiType ${amiType} runs ${image.os}; drop one of the two.`,
    });
  }
  return image.os;
}

/** The device that holds the root (Bottlerocket: data) volume of a node. */
export function volumeDevice(os: string): string {
  return os === "Bottlerocket" ? "/dev/xvdb" : "/dev/xvda";
}

/** The AMI type for an operating system that runs on all the instance types. */
export function amiTypeFor(os: string, gpu: boolean, instanceTypes: readonly string[]): string {
  const architecture = commonArchitecture(instanceTypes);
  const match = Object.entries(images).find(
    ([, image]) => image.os === os && image.gpu === gpu && image.architecture === architecture,
  );
  if (!match) {
    throw new pulumi.InputPropertyError({
      propertyPath: "operatingSystem",
      reason: `EKS has no ${os} image ${gpu ? "with" : "without"} GPU support for ${architecture}; set amiType instead.`,
    });
  }
  return match[0];
}

function commonArchitecture(instanceTypes: readonly string[]): Architecture {
  const architectures = new Set(instanceTypes.map(architectureOf));
  if (architectures.size > 1) {
    throw new pulumi.InputPropertyError({
      propertyPath: "instanceTypes",
      reason: `instanceTypes mix x86_64 and arm64 (${instanceTypes.join(", ")}); no one image runs on both.`,
    });
  }
  return [...architectures][0] ?? "x86_64";
}

/** Graviton families have a "g" right after the generation: https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html */
function architectureOf(instanceType: string): Architecture {
  const name = /[a-z]+[0-9]+([a-z])?-?[a-z]*\.[a-zA-Z0-9-]+/.exec(instanceType);
  if (!name) {
    throw new pulumi.InputPropertyError({
      propertyPath: "instanceTypes",
      reason: `"${instanceType}" is not the name of an EC2 instance type, such as "t3.large".`,
    });
  }
  return name[1] === "g" ? "arm64" : "x86_64";
}
