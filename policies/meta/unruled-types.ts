/** Types that no rule asks for, each with the reason. The type is decided about by way of another, or has nothing to decide. */
export const UNRULED: Readonly<Record<string, string>> = {
  "aws:ec2/eip:Eip": "An address by itself reaches nothing; what takes it has rules.",
  "aws:ec2/internetGateway:InternetGateway": "private-subnet-no-igw-route finds it by the routes that lead to it.",
  "aws:ec2/networkInterface:NetworkInterface": "What is attached to it has rules, and so have its security groups.",
  "aws:ec2/route:Route": "private-subnet-no-igw-route finds it by its table.",
  "aws:ec2/routeTable:RouteTable": "private-subnet-no-igw-route finds it by its subnets.",
  "aws:ec2/routeTableAssociation:RouteTableAssociation": "private-subnet-no-igw-route finds it by its subnet.",
  "aws:ec2/natGateway:NatGateway": "nat-per-az and private-subnet-no-igw-route find it by the routes that lead to it.",
  "aws:eks/accessEntry:AccessEntry": "Only lets in; what its principal may do, eks-access-entries-scoped decides.",
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": "Gives one service account one role, which has rules.",
  "aws:autoscaling/group:Group": "Starts instances of a launch template, which has rules.",
  "aws:ssm/parameter:Parameter": "Holds names and ARNs; a secret belongs into Secrets Manager, which has rules.",
  "aws:lb/targetGroup:TargetGroup": "alb-https-only finds it by the listeners that lead to it.",
  "aws:lb/loadBalancer:LoadBalancer": "sg-open-ingress-only-on-public-alb finds it by its security group.",
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": "s3-encryption finds it by its bucket.",
};
