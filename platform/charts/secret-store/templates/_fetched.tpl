{{- /* A Secret that Argo CD finds, filled from Secrets Manager. */ -}}
{{- define "secret-store.fetched" }}
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  name: {{ .name }}
  namespace: argocd
  annotations:
    argocd.argoproj.io/sync-wave: "2"
    argocd.argoproj.io/sync-options: SkipDryRunOnMissingResource=true
spec:
  refreshInterval: 1h
  secretStoreRef:
    kind: ClusterSecretStore
    name: aws-secrets-manager
  target:
    name: {{ .name }}
    template:
      metadata:
        labels:
          # Argo CD reads no other Secrets.
          app.kubernetes.io/part-of: argocd
  data:
    - secretKey: {{ .key }}
      remoteRef:
        key: {{ .secret }}
        # Defaults are spelled out: Argo CD would take what the API server fills in for a difference.
        conversionStrategy: Default
        decodingStrategy: None
        metadataPolicy: None
{{- end }}
