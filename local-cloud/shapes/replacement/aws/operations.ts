/**
 * Source: internal/service/{budgets,ce,cloudtrail,cloudwatch,events,guardduty,iam,logs,scheduler,sns,sqs} of the
 * provider (see table.ts).
 */
import type { ReplacementTable } from "./table";

export const OPERATIONS: ReplacementTable = {
  "aws:budgets/budget:Budget": ["accountId", "name", "namePrefix"],
  "aws:cloudtrail/trail:Trail": ["name"],
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": ["actionsEnabled", "alarmName"],
  "aws:cloudwatch/dashboard:Dashboard": ["dashboardName"],
  "aws:cloudwatch/eventRule:EventRule": ["eventBusName", "name", "namePrefix"],
  "aws:cloudwatch/eventTarget:EventTarget": ["eventBusName", "rule", "targetId"],
  "aws:cloudwatch/logGroup:LogGroup": ["logGroupClass", "name", "namePrefix"],
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": ["logGroupName", "name"],
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": ["policyName", "resourceArn"],
  "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter": ["destinationArn", "logGroup", "name"],
  "aws:cloudwatch/metricAlarm:MetricAlarm": ["name"],
  "aws:costexplorer/anomalyMonitor:AnomalyMonitor": ["monitorDimension", "monitorSpecification", "monitorType"],
  "aws:costexplorer/anomalySubscription:AnomalySubscription": ["accountId", "name"],
  "aws:costexplorer/costAllocationTag:CostAllocationTag": [],
  "aws:guardduty/detector:Detector": [],
  "aws:iam/accessKey:AccessKey": ["pgpKey", "user"],
  "aws:iam/instanceProfile:InstanceProfile": ["name", "namePrefix", "path"],
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": ["url"],
  "aws:iam/policy:Policy": ["description", "name", "namePrefix", "path"],
  "aws:iam/role:Role": ["name", "namePrefix", "path"],
  "aws:iam/rolePolicy:RolePolicy": ["name", "namePrefix", "role"],
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": ["policyArn", "role"],
  "aws:iam/serviceLinkedRole:ServiceLinkedRole": ["awsServiceName", "customSuffix"],
  "aws:iam/user:User": [],
  "aws:iam/userPolicyAttachment:UserPolicyAttachment": ["policyArn", "user"],
  "aws:scheduler/schedule:Schedule": ["groupName", "name", "namePrefix"],
  "aws:sns/topic:Topic": ["fifoTopic", "name", "namePrefix"],
  "aws:sns/topicPolicy:TopicPolicy": ["arn"],
  "aws:sns/topicSubscription:TopicSubscription": ["endpoint", "protocol", "topic"],
  "aws:sqs/queue:Queue": ["fifoQueue", "name", "namePrefix"],
  "aws:sqs/queuePolicy:QueuePolicy": ["queueUrl"],
};
