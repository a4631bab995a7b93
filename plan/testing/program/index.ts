/** Is refused in the way that its configuration names. */
import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();

class Part extends pulumi.ComponentResource {
  constructor(name: string, size: pulumi.Input<number>) {
    super("refusals:index:Part", name);
    this.registerOutputs({ size: pulumi.output(size).apply(checked) });
  }
}

class Typo extends pulumi.CustomResource {
  constructor(name: string) {
    super("aws:ec2/vpcc:Vpcc", name, {});
  }
}

function checked(size: number): number {
  if (size > 1) {
    throw new pulumi.RunError(`A part has the size 1, not ${size}.`);
  }
  return size;
}

switch (config.get("mood")) {
  case "sentence":
    throw new pulumi.RunError("The program takes no mood.");
  case "defect":
    throw new TypeError("sizes is not iterable");
  case "late":
    new Part("late", new Promise<number>((resolve) => setTimeout(() => resolve(2), 50)));
    break;
  case "rules":
    new aws.ec2.Vpc("wide", { cidrBlock: "10.0.0.0/8" });
    new aws.iam.Role("idle", { name: "x".repeat(65), assumeRolePolicy: "{}" });
    break;
  case "component":
    new awsx.ecr.Repository("images", { lifecyclePolicy: { rules: [{ tagStatus: "any" }] } });
    break;
  case "type":
    new Typo("typo");
    break;
  case "account":
    new aws.Provider("elsewhere", { allowedAccountIds: ["999999999999"] });
    break;
  case "exit":
    process.stderr.write("leaving\n");
    process.exit(7);
    break;
  case "warning":
    void pulumi.log.warn("The mood is near its end.");
    break;
  case "date":
    new aws.sns.Topic("today", { displayName: `${new Date().toISOString().slice(0, 10)} ${Date.now() > Date.UTC(2030, 0) ? "late" : "early"} ${new Date(0).getTime()} ${new Date() instanceof Date}` });
    break;
  default:
}
