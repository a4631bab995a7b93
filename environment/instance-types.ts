import { InstanceType } from "@pulumi/aws/types/enums/ec2";

const EC2_TYPES: ReadonlySet<string> = new Set(Object.values(InstanceType));

/** An EC2 type that the AWS provider knows. */
export function isEc2InstanceType(name: string): boolean {
  return EC2_TYPES.has(name);
}
