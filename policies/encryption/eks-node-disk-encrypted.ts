import { flag, resourceRule, texts, type Findings, type Resource, type View } from "../kernel";
import { ec2, eks } from "../tokens";

/** Of Amazon Linux and Bottlerocket, and of Ubuntu and Windows. */
const ROOT_DEVICES = ["/dev/xvda", "/dev/sda1"];

export const eksNodeDiskEncrypted = resourceRule({
  name: "eks-node-disk-encrypted",
  title: "Disks of nodes and instances are encrypted.",
  why: "Pods write secrets, logs and caches to the node's disk. A disk that no one declares takes the image's own, unencrypted default.",
  severity: "high",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { checkov: ["CKV_AWS_3", "CKV_AWS_189"], fsbp: ["EC2.3", "EC2.181"], cis: ["5.1.1"], pci: ["3.5.1"], gdpr: ["32(1)(a)"] },
  remediation:
    'Declare every disk with encrypted: true and, in production, kmsKeyId; give a node group a launch template whose blockDeviceMappings hold the root device, { deviceName: "/dev/xvda", ebs: { encrypted: "true", kmsKeyId } }.',
  examples: {
    compliant: `new aws.ec2.LaunchTemplate("nodes", {
  blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { encrypted: "true", kmsKeyId: key.arn, volumeSize: 50 } }],
});`,
    violating: `new aws.ec2.LaunchTemplate("nodes", {
  blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { volumeSize: 50 } }],
});`,
  },
  settings: {
    ownKey: flag("Whether every disk must name a KMS key of this account.", { production: true, development: false }),
    rootDevices: texts("Names that the images in use give their root device.", 1, { production: ROOT_DEVICES, development: ROOT_DEVICES }),
  },
  types: [ec2.launchTemplate, ec2.volume, ec2.instance, eks.nodeGroup],
  check: (resource, { ownKey, rootDevices }) => {
    const encrypted = (disk: View): Findings => [
      disk.value("encrypted").must.equal(true),
      ownKey ? disk.value("kmsKeyId").must.bePresent() : undefined,
    ];
    switch (resource.type) {
      case ec2.volume:
        return encrypted(resource);
      case ec2.instance:
        return instanceDisks(resource, encrypted);
      case eks.nodeGroup:
        return resource.value("launchTemplate").must.haveParts();
      default:
        return templateDisks(resource, rootDevices, encrypted);
    }
  },
});

function templateDisks(template: Resource, rootDevices: readonly string[], encrypted: (disk: View) => Findings): Findings {
  const mappings = template.list("blockDeviceMappings");
  const declaresRoot = mappings.items.some((mapping) => mapping.value("ebs").exists && rootDevices.some((device) => mapping.value("deviceName").is(device)));
  if (mappings.state !== "unknown" && !declaresRoot) {
    return { id: mappings.path, message: `blockDeviceMappings declares no EBS disk at ${rootDevices.join(" or ")}, so the root disk is the image's, which is not encrypted` };
  }
  // A mapping without `ebs` is instance store or suppresses a device of the image.
  return mappings.each((mapping) => (mapping.value("ebs").exists ? encrypted(mapping.at("ebs")) : undefined));
}

function instanceDisks(instance: Resource, encrypted: (disk: View) => Findings): Findings {
  const inherits = instance.value("launchTemplate").exists && !instance.value("rootBlockDevice").exists;
  return [inherits ? undefined : encrypted(instance.at("rootBlockDevice")), instance.list("ebsBlockDevices").each(encrypted)];
}
