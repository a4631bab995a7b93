/**
 * Where a stack may live: the one AWS account and the one Region that its file names. The AWS provider itself refuses
 * every other account before it makes anything; it has no such guard for the Region, so that is here.
 *
 * https://www.pulumi.com/registry/packages/aws/api-docs/provider/#allowedaccountids_nodejs
 */
import { fromText, type Problem } from "./problems";

type Config = Readonly<Record<string, string>>;

const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;
const ACCOUNT = /^\d{12}$/;

/** The Region that resources are made in; empty when the configuration names none. */
export function regionOf(config: Config): string {
  const region = config["aws:region"];
  return region !== undefined && REGION.test(region) ? region : "";
}

export function isolationProblems(config: Config): Problem[] {
  return [...regionProblems(config), ...accountProblems(config)];
}

function regionProblems(config: Config): Problem[] {
  const key = "aws:region";
  const region = config[key];
  const allowed = config["kianax:region"];
  if (allowed === undefined || !REGION.test(allowed)) {
    // That kianax:region is missing or wrong is the schema's to say.
    const must = "must be an AWS Region such as us-east-1";
    return regionOf(config) !== "" ? [] : [{ key, sentence: region === undefined ? `is missing; it ${must}.` : `${must}, not ${JSON.stringify(region)}.` }];
  }
  if (region === undefined) {
    return [{ key, sentence: `is missing; it must be ${allowed}, the Region that kianax:region allows.` }];
  }
  return region === allowed
    ? []
    : [{ key, sentence: `must be ${allowed}, the Region that kianax:region allows, not ${JSON.stringify(region)}; a stack that is to live elsewhere says so in both.` }];
}

function accountProblems(config: Config): Problem[] {
  const key = "aws:allowedAccountIds";
  const text = config[key];
  const allowed = 'a list of the one AWS account that the stack may be deployed to, such as ["111122223333"]';
  if (text === undefined) {
    return [{ key, sentence: `is missing; it must be ${allowed}.` }];
  }
  const accounts: unknown = fromText(text);
  if (!Array.isArray(accounts) || accounts.length === 0) {
    return [{ key, sentence: `must be ${allowed}, not ${text}.` }];
  }
  if (accounts.length > 1) {
    return [{ key, sentence: `must name one AWS account, not ${accounts.length}; a stack lives in one, so remove ${accounts.slice(1).map(String).join(", ")} or what it stands beside.` }];
  }
  const [account] = accounts as unknown[];
  // Twelve digits without quotes are the same account; a leading zero is lost without them.
  return ACCOUNT.test(String(account))
    ? []
    : [{ key: `${key}[0]`, sentence: `must be an AWS account id of twelve digits, in quotes, not ${JSON.stringify(account)}.` }];
}
