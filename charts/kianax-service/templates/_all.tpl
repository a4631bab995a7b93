{{/* Every object of a service. A chart of a service consists of this one call. */}}
{{- define "kianax-service.all" -}}
{{- include "kianax-service.refusals" . -}}
{{- $kinds := list "service-account" "config-map" "external-secret" "network-policy" "service" "deployment" "pod-disruption-budget" "horizontal-pod-autoscaler" "smoke-test" -}}
{{- /* Its kind comes with the monitoring stack, which may follow later: a kind that is not there fails a whole synchronization. */ -}}
{{- if .Capabilities.APIVersions.Has "monitoring.coreos.com/v1/ServiceMonitor" }}{{ $kinds = append $kinds "service-monitor" }}{{ end -}}
{{- if .Values.platform.targetGroupArn }}{{ $kinds = append $kinds "target-group-binding" }}{{ end -}}
{{- if .Values.platform.migration }}{{ $kinds = append $kinds "migration" }}{{ end -}}
{{- range $kinds }}
---
{{ include (printf "kianax-service.%s" .) $ | trim }}
{{- end }}
{{- end }}

{{/* What a schema cannot say. */}}
{{- define "kianax-service.refusals" -}}
{{- with .Values }}
{{- if ne .platform.service $.Chart.Name }}
{{- fail (printf "platform.service is %q, and this is the chart of %q: give it the values of its own service." .platform.service $.Chart.Name) }}
{{- end }}
{{- if not .image.tag }}
{{- fail (printf "image.tag is empty: the pipeline of %s writes it into values-%s.yaml with its first image." .platform.service .platform.environment) }}
{{- end }}
{{- range $name, $_ := .settings }}
{{- if hasKey $.Values.platform.settings $name }}
{{- fail (printf "settings.%s is the platform's own: call the setting something else." $name) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
