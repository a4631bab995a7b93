/** The functions of the AWS SDK that the local cloud answers. */
import type { CloudView } from "../../provider/cloud";
import { containsUnknown, type Failure, type Properties } from "../../provider/values";
import { accountFunctions } from "./account";
import { eksFunctions } from "./eks";
import { isFailure, type Functions } from "./functions";
import { networkFunctions } from "./network";
import { getPolicyDocument } from "./policy-document";
import { serviceFunctions } from "./services";

const functions: Functions = { ...accountFunctions, ...networkFunctions, ...eksFunctions, ...serviceFunctions };

export const functionTokens: readonly string[] = ["aws:iam/getPolicyDocument:getPolicyDocument", ...Object.keys(functions)];

export function invokeFunction(token: string, args: Properties, cloud: CloudView): { result?: Properties; failures?: Failure[] } | undefined {
  if (token === "aws:iam/getPolicyDocument:getPolicyDocument") {
    return containsUnknown(args) ? { failures: [{ property: "", reason: "an argument is not known yet; pass it as an output, which waits for it." }] } : getPolicyDocument(args);
  }
  const answer = functions[token]?.(args, cloud);
  if (answer === undefined) {
    return undefined;
  }
  return isFailure(answer) ? { failures: [answer] } : { result: answer };
}
