import type { Rule } from "../kernel";
import { computeNoPublicIp } from "./compute-no-public-ip";
import { eksEndpointPrivate } from "./eks-endpoint-private";
import { eksNodesPrivate } from "./eks-nodes-private";
import { privateSubnetNoIgwRoute } from "./private-subnet-no-igw-route";
import { rdsNotPublic } from "./rds-not-public";
import { rdsPrivateSubnets } from "./rds-private-subnets";
import { rdsVpcWiring } from "./rds-vpc-wiring";
import { redisPrivateSubnets } from "./redis-private-subnets";
import { sgNoOpenIngress } from "./sg-no-open-ingress";
import { sgOpenIngressOnlyOnPublicAlb } from "./sg-open-ingress-only-on-public-alb";

export const privateRules: readonly Rule[] = [
  computeNoPublicIp,
  eksEndpointPrivate,
  eksNodesPrivate,
  privateSubnetNoIgwRoute,
  rdsNotPublic,
  rdsPrivateSubnets,
  rdsVpcWiring,
  redisPrivateSubnets,
  sgNoOpenIngress,
  sgOpenIngressOnlyOnPublicAlb,
];
