/** What scanners say, in one form. */
export interface ScanFinding {
  readonly stack: string;
  /** Check of the scanner, such as `CKV_AWS_144`, or `parliament RESOURCE_STAR`. */
  readonly check: string;
  readonly title: string;
  /** What it is about: `aws_s3_bucket.production-trail`. */
  readonly resource: string;
  readonly detail?: string;
}

export interface ScanResult {
  readonly findings: readonly ScanFinding[];
  /** Checks that found nothing wrong, resource by resource. */
  readonly passed: number;
}
