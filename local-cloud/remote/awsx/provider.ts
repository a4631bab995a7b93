import type * as awsx from "@pulumi/awsx";
import { version } from "@pulumi/awsx/package.json";
import * as pulumi from "@pulumi/pulumi";
import type { ComponentProvider } from "../server";
import { unsupportedFunction, unsupportedType } from "../unsupported";
import { Repository, RepositoryReference } from "./repository";
import { Vpc } from "./vpc";

const supported = ["awsx:ec2:Vpc", "awsx:ecr:Repository"];

/** Stands in for the component plugin of package `awsx`. */
export const awsxProvider: ComponentProvider = {
  name: "awsx",
  version,
  async construct(name, type, inputs, options) {
    switch (type) {
      case "awsx:ec2:Vpc": {
        const { urn, state } = new Vpc(name, inputs as awsx.ec2.VpcArgs, options);
        return { urn, state };
      }
      case "awsx:ecr:Repository": {
        const { urn, state } = new Repository(name, inputs as awsx.ecr.RepositoryArgs, options);
        return { urn, state };
      }
      default:
        throw unsupportedType(type, supported);
    }
  },
  async call(token) {
    throw unsupportedFunction(token, []);
  },
};

// References that come back among inputs become these.
pulumi.runtime.registerResourceModule("awsx", "ecr", {
  version,
  construct(name: string, type: string, urn: string): pulumi.Resource {
    if (type !== "awsx:ecr:Repository") {
      throw new Error(`A reference to ${type} (${urn}) means nothing to the awsx components.`);
    }
    return new RepositoryReference(name, urn);
  },
});
