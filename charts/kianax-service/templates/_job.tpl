{{/* A job of the service: its image with another command, under an account that may nothing in AWS. */}}
{{- define "kianax-service.job" -}}
apiVersion: batch/v1
kind: Job
metadata:
  name: {{ .root.Values.platform.service }}-{{ .component }}
  namespace: {{ .root.Release.Namespace }}
  labels:
    {{- include "kianax-service.labels" . | nindent 4 }}
  annotations:
    {{- .order | nindent 4 }}
spec:
  backoffLimit: {{ .retries }}
  activeDeadlineSeconds: {{ .deadlineSeconds }}
  template:
    metadata:
      labels:
        {{- include "kianax-service.pod-labels" . | nindent 8 }}
      annotations:
        kianax.io/log-group: {{ .root.Values.platform.logGroup }}
    spec:
      restartPolicy: Never
      serviceAccountName: {{ .root.Values.platform.service }}-jobs
      {{- include "kianax-service.pod-security" .root | nindent 6 }}
      containers:
        - name: {{ .component }}
          image: {{ include "kianax-service.image" .root }}
          imagePullPolicy: IfNotPresent
          command:
            {{- toYaml .command | nindent 12 }}
          env:
            {{- range $name, $value := .settings }}
            - name: {{ $name }}
              value: {{ $value | quote }}
            {{- end }}
          {{- include "kianax-service.container-security" .root | nindent 10 }}
          {{- include "kianax-service.resources" (dict "cpu" "100m" "memory" "256Mi") | nindent 10 }}
          {{- include "kianax-service.mounts" . | nindent 10 }}
      {{- include "kianax-service.volumes" . | nindent 6 }}
{{- end }}
