import type * as eks from "@pulumi/eks";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

type StorageClassArgs = eks.types.input.StorageClassArgs;

/** EBS storage classes by name; a single type of volume stands for one default class of that type. */
export function createStorageClasses(
  name: string,
  classes: eks.ClusterArgs["storageClasses"] = {},
  opts: pulumi.CustomResourceOptions,
): Record<string, pulumi.Output<k8s.storage.v1.StorageClass>> {
  const byName = typeof classes === "string" ? { [classes]: { type: classes, default: true } } : classes;
  return Object.fromEntries(
    Object.entries(byName).map(([key, args]) => [
      key,
      pulumi.output(createStorageClass(`${name.toLowerCase()}-${key}`, args, opts)),
    ]),
  );
}

function createStorageClass(
  name: string,
  args: StorageClassArgs,
  opts: pulumi.CustomResourceOptions,
): k8s.storage.v1.StorageClass {
  const { type, zones, iopsPerGb, encrypted, kmsKeyId } = args;
  return new k8s.storage.v1.StorageClass(
    name,
    {
      metadata: pulumi.all([args.metadata ?? {}, args.default]).apply(([metadata, isDefault]) => ({
        ...metadata,
        ...(isDefault && {
          annotations: { ...metadata.annotations, "storageclass.kubernetes.io/is-default-class": "true" },
        }),
      })),
      provisioner: "kubernetes.io/aws-ebs",
      parameters: {
        type,
        ...(zones && { zones: pulumi.output(zones).apply((known) => known.join(", ")) }),
        ...(iopsPerGb && { iopsPerGb: pulumi.interpolate`${iopsPerGb}` }),
        ...(encrypted && { encrypted: pulumi.interpolate`${encrypted}` }),
        ...(kmsKeyId && { kmsKeyId }),
      },
      allowVolumeExpansion: args.allowVolumeExpansion,
      mountOptions: args.mountOptions,
      reclaimPolicy: args.reclaimPolicy,
      volumeBindingMode: args.volumeBindingMode,
    },
    opts,
  );
}
