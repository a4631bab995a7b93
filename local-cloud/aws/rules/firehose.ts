/** Delivery streams of Amazon Data Firehose. */
import { find, of, oneOf, range, refuse, refuseIf, type Rule } from "../rule";
import { T } from "../tokens";
import { trusts } from "./iam";

const S3 = "extendedS3Configuration";
const CONFIGURATION = "https://docs.aws.amazon.com/firehose/latest/APIReference/API_ExtendedS3DestinationConfiguration.html";
const PREFIXES = "https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html";
const ENCRYPTION = "https://docs.aws.amazon.com/firehose/latest/APIReference/API_DeliveryStreamEncryptionConfigurationInput.html";
const BUFFERING = "https://docs.aws.amazon.com/firehose/latest/APIReference/API_BufferingHints.html";

export const firehose: readonly Rule[] = [
  oneOf(T.deliveryStream, "destination", ["elasticsearch", "extended_s3", "http_endpoint", "iceberg", "opensearch", "opensearchserverless", "redshift", "snowflake", "splunk"], CONFIGURATION),
  oneOf(T.deliveryStream, `${S3}.compressionFormat`, ["UNCOMPRESSED", "GZIP", "ZIP", "Snappy", "HADOOP_SNAPPY"], CONFIGURATION),
  oneOf(T.deliveryStream, "serverSideEncryption.keyType", ["AWS_OWNED_CMK", "CUSTOMER_MANAGED_CMK"], ENCRYPTION),
  oneOf(T.deliveryStream, `${S3}.processingConfiguration.processors[*].type`, ["RecordDeAggregation", "Decompression", "CloudWatchLogProcessing", "Lambda", "MetadataExtraction", "AppendDelimiterToRecord"], "https://docs.aws.amazon.com/firehose/latest/APIReference/API_Processor.html"),
  range(T.deliveryStream, `${S3}.bufferingInterval`, 0, 900, BUFFERING),
  range(T.deliveryStream, `${S3}.bufferingSize`, 1, 128, BUFFERING),
  {
    id: "firehose-destination-configuration",
    types: [T.deliveryStream],
    stage: "check",
    source: CONFIGURATION,
    check: (subject) =>
      refuseIf(subject.text("destination") === "extended_s3" && subject.absent(S3), S3, "a delivery stream to extended_s3 needs extendedS3Configuration with a role and a bucket."),
  },
  {
    id: "firehose-prefixes",
    types: [T.deliveryStream],
    stage: "check",
    source: PREFIXES,
    check: (subject) => {
      const [prefix, errors] = [subject.text(`${S3}.prefix`) ?? "", subject.text(`${S3}.errorOutputPrefix`)];
      const known = /!\{(timestamp:[^}]+|firehose:(random-string|error-output-type)|partitionKeyFromQuery:[^}]+|partitionKeyFromLambda:[^}]+)\}/g;
      const strange = [prefix, errors ?? ""].map((text) => /!\{[^}]*\}?/.exec(text.replace(known, ""))?.[0]);
      return [
        ...(prefix.includes("!{") && (errors === undefined || errors === "") && !subject.unknown(`${S3}.errorOutputPrefix`)
          ? [refuse(`${S3}.errorOutputPrefix`, "InvalidArgumentException: ErrorOutputPrefix cannot be null or empty when Prefix contains expressions; give errorOutputPrefix one with !{firehose:error-output-type}.")]
          : []),
        ...(prefix.includes("!{firehose:error-output-type}") ? [refuse(`${S3}.prefix`, "InvalidArgumentException: Prefix cannot contain !{firehose:error-output-type}; that belongs into errorOutputPrefix.")] : []),
        ...(errors?.includes("!{") === true && !errors.includes("!{firehose:error-output-type}")
          ? [refuse(`${S3}.errorOutputPrefix`, "InvalidArgumentException: ErrorOutputPrefix must include an instance of !{firehose:error-output-type} when it contains expressions.")]
          : []),
        ...strange.flatMap((expression, index) =>
          expression === undefined ? [] : [refuse(index === 0 ? `${S3}.prefix` : `${S3}.errorOutputPrefix`, `InvalidArgumentException: ${expression} is no expression that Firehose has; write !{timestamp:yyyy/MM/dd}, or another of its namespaces.`)],
        ),
      ];
    },
  },
  {
    id: "firehose-encryption-key",
    types: [T.deliveryStream],
    stage: "check",
    source: ENCRYPTION,
    check: (subject) => {
      const own = subject.text("serverSideEncryption.keyType") === "CUSTOMER_MANAGED_CMK";
      const key = subject.given("serverSideEncryption.keyArn");
      return [
        ...(own && !key ? [refuse("serverSideEncryption.keyArn", "InvalidArgumentException: a CUSTOMER_MANAGED_CMK needs its keyArn.")] : []),
        ...(!own && key && !subject.unknown("serverSideEncryption.keyType") ? [refuse("serverSideEncryption.keyArn", "InvalidArgumentException: a keyArn needs keyType: \"CUSTOMER_MANAGED_CMK\".")] : []),
        ...(subject.flag("serverSideEncryption.enabled") === true && (subject.given("kinesisSourceConfiguration") || subject.given("mskSourceConfiguration"))
          ? [refuse("serverSideEncryption", "InvalidArgumentException: a stream that reads from another is encrypted where it reads; leave serverSideEncryption out.")]
          : []),
      ];
    },
  },
  {
    id: "firehose-role-trusted",
    types: [T.deliveryStream],
    stage: "admit",
    source: "https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html",
    check: (subject, cloud) => {
      const role = find(cloud, T.role, subject.text(`${S3}.roleArn`));
      return refuseIf(
        role !== undefined && !trusts(of(role).at("assumeRolePolicy"), "firehose.amazonaws.com", ["sts:AssumeRole"]),
        `${S3}.roleArn`,
        `InvalidArgumentException: Firehose is unable to assume role ${role?.id}. Please check the role provided; let firehose.amazonaws.com assume it.`,
      );
    },
  },
];
