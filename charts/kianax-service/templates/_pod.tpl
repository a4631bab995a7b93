{{/* By its digest where one is given: a tag beside it is for people. */}}
{{- define "kianax-service.image" -}}
{{ .Values.platform.imageRepository }}:{{ .Values.image.tag }}{{ with .Values.image.digest }}@{{ . }}{{ end }}
{{- end }}

{{/* What every pod has in common. https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */}}
{{- define "kianax-service.pod-security" -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile:
    type: RuntimeDefault
{{- end }}

{{- define "kianax-service.container-security" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop:
      - ALL
{{- end }}

{{/* No limit of CPU: it would slow a service down while its node is idle. */}}
{{- define "kianax-service.resources" -}}
resources:
  requests:
    cpu: {{ .cpu }}
    memory: {{ .memory }}
    ephemeral-storage: 64Mi
  limits:
    memory: {{ .memory }}
    ephemeral-storage: 256Mi
{{- end }}

{{/* /tmp, for the rest of the file system is read-only; and the files of a Secret, which follow it. */}}
{{- define "kianax-service.mounts" -}}
volumeMounts:
  - name: tmp
    mountPath: /tmp
{{- if .secrets }}
  - name: secrets
    mountPath: {{ .root.Values.platform.secretsDirectory }}
    readOnly: true
{{- end }}
{{- end }}

{{- define "kianax-service.volumes" -}}
volumes:
  - name: tmp
    emptyDir:
      sizeLimit: 128Mi
{{- if .secrets }}
  - name: secrets
    secret:
      secretName: {{ .secretName }}
      # 0440, which not every reader of YAML takes for octal.
      defaultMode: 288
{{- end }}
{{- end }}
