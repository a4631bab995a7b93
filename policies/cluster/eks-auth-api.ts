import { resourceRule } from "../kernel";
import { eks } from "../tokens";

export const eksAuthApi = resourceRule({
  name: "eks-auth-api",
  title: "Access entries alone say who enters the cluster.",
  why: "The aws-auth map is edited inside the cluster, where no review sees it; and who creates the cluster stays its administrator unseen.",
  severity: "medium",
  levels: { production: "mandatory", development: "advisory" },
  controls: { eksCis: ["4.1.7", "5.5.1"], gdpr: ["5(1)(f)"] },
  remediation: 'Set accessConfig to { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false }.',
  examples: {
    compliant: 'new aws.eks.Cluster("main", { accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false }, … });',
    violating: 'new aws.eks.Cluster("main", { accessConfig: { authenticationMode: "API_AND_CONFIG_MAP" }, … });',
  },
  types: [eks.cluster],
  check: (cluster) => [
    cluster.value("accessConfig.authenticationMode").must.equal("API"),
    cluster.value("accessConfig.bootstrapClusterCreatorAdminPermissions").must.equal(false),
  ],
});
