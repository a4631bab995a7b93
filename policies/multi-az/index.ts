import type { Rule } from "../kernel";
import { eksNodesMultiAz } from "./eks-nodes-multi-az";
import { natPerAz } from "./nat-per-az";
import { rdsMultiAz } from "./rds-multi-az";
import { rdsSubnetGroupAzs } from "./rds-subnet-group-azs";
import { redisMultiAz } from "./redis-multi-az";
import { vpcSpansAzs } from "./vpc-spans-azs";

export const multiAzRules: readonly Rule[] = [
  eksNodesMultiAz,
  natPerAz,
  rdsMultiAz,
  rdsSubnetGroupAzs,
  redisMultiAz,
  vpcSpansAzs,
];
