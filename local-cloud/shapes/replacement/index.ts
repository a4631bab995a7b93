/** Which changes of inputs replace a resource, by provider. */
import type { DiskCache } from "../disk-cache";
import type { PropertyShape, Replacement } from "../types";
import { awsReplacement } from "./aws";
import { kubernetesReplacement } from "./kubernetes";
import { randomReplacement } from "./random";
import { vercelReplacement } from "./vercel";

export function replacementOf(token: string, inputs: readonly PropertyShape[], cache: DiskCache): Replacement {
  switch (token.slice(0, token.indexOf(":"))) {
    case "aws":
      return awsReplacement(token, inputs, cache);
    case "kubernetes":
      return kubernetesReplacement(token);
    case "random":
      return randomReplacement(token, inputs);
    case "vercel":
      return vercelReplacement(token, inputs);
    default:
      return {
        rules: inputs.filter((input) => input.documentedReplacement).map(({ name }) => ({ path: name })),
        implied: {},
      };
  }
}
