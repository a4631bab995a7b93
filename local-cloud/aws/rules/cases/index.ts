import { auditCases } from "./audit";
import { clusterCases } from "./cluster";
import { costCases } from "./costs";
import { dataCases } from "./data";
import { databaseCases } from "./database";
import { ec2Cases } from "./ec2";
import { edgeCases } from "./edge";
import { eventCases } from "./events";
import { operationsCases } from "./operations";
import { proxyCases } from "./proxy";
import { recoveryCases } from "./recovery";
import { rotationCases } from "./rotation";
import { securityCases } from "./security";
import { storageCases } from "./storage";
import type { RuleCase } from "../../testing/rule-case";

export const cases: readonly RuleCase[] = [...ec2Cases, ...securityCases, ...dataCases, ...databaseCases, ...rotationCases, ...proxyCases, ...eventCases, ...clusterCases, ...edgeCases, ...operationsCases, ...storageCases, ...recoveryCases, ...costCases, ...auditCases];
