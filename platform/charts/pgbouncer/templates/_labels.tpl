{{- define "pgbouncer.selector" -}}
app.kubernetes.io/name: pgbouncer
{{- end }}
{{- define "pgbouncer.labels" -}}
{{ include "pgbouncer.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: kianax
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}
