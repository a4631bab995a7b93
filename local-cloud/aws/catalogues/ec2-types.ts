import { InstanceType } from "@pulumi/aws/types/enums/ec2";
import { sizes, type Catalogue } from "./catalogue";

/** Families newer than the SDK's own list. */
const NEWER = sizes("", {
  c8g: "medium large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge",
  m8g: "medium large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge",
  r8g: "medium large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge",
  m8i: "large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge 48xlarge 96xlarge",
  r8i: "large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge 48xlarge 96xlarge",
  c8i: "large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge 48xlarge 96xlarge",
});

/** EC2 instance types. */
export const EC2_TYPES: Catalogue<ReadonlySet<string>> = {
  source: "https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-instance-type-specifications.html",
  asOf: "2026-11-23",
  entries: new Set([...Object.values(InstanceType), ...NEWER]),
};

/** Processor architecture of an instance type: Graviton families end their generation with a `g`. */
export function architectureOf(instanceType: string): "arm64" | "x86_64" {
  const family = instanceType.split(".")[0] ?? "";
  return family === "a1" || /^[a-z]+\d+g[a-z]*$/.test(family) ? "arm64" : "x86_64";
}

/** EKS node group AMI types, with the architecture of the image; undefined architecture means the user's own image. */
export const AMI_TYPES: Catalogue<Readonly<Record<string, "arm64" | "x86_64" | undefined>>> = {
  source: "https://docs.aws.amazon.com/eks/latest/APIReference/API_Nodegroup.html",
  asOf: "2026-11-23",
  entries: {
    AL2_x86_64: "x86_64",
    AL2_x86_64_GPU: "x86_64",
    AL2_ARM_64: "arm64",
    AL2023_x86_64_STANDARD: "x86_64",
    AL2023_x86_64_NVIDIA: "x86_64",
    AL2023_x86_64_NEURON: "x86_64",
    AL2023_ARM_64_STANDARD: "arm64",
    AL2023_ARM_64_NVIDIA: "arm64",
    BOTTLEROCKET_x86_64: "x86_64",
    BOTTLEROCKET_x86_64_NVIDIA: "x86_64",
    BOTTLEROCKET_x86_64_FIPS: "x86_64",
    BOTTLEROCKET_ARM_64: "arm64",
    BOTTLEROCKET_ARM_64_NVIDIA: "arm64",
    BOTTLEROCKET_ARM_64_FIPS: "arm64",
    WINDOWS_CORE_2019_x86_64: "x86_64",
    WINDOWS_FULL_2019_x86_64: "x86_64",
    WINDOWS_CORE_2022_x86_64: "x86_64",
    WINDOWS_FULL_2022_x86_64: "x86_64",
    CUSTOM: undefined,
  },
};
