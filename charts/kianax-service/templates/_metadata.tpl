{{/* https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/ */}}
{{- define "kianax-service.labels" -}}
{{ include "kianax-service.pod-labels" . }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ .root.Chart.Name }}-{{ .root.Chart.Version | replace "+" "_" }}
{{- end }}

{{/* Pods are replaced when these change: not for another version of the chart alone. */}}
{{- define "kianax-service.pod-labels" -}}
{{ include "kianax-service.selector" . }}
app.kubernetes.io/version: {{ .root.Values.image.tag | trunc 63 | trimAll "._-" | quote }}
app.kubernetes.io/part-of: kianax
{{- end }}

{{/* What selects the pods of a component: never anything that changes from one version to the next. As podLabels() of the components. */}}
{{- define "kianax-service.selector" -}}
app.kubernetes.io/name: {{ .root.Values.platform.service }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{/*
Order in which Argo CD applies, each wave once the one before is healthy:
  -2  what pods hold on to: account, settings, secrets, policies
  -1  Service and TargetGroupBinding: only pods that are made after these get the load balancer's readiness gate
   0  Deployment and its budget
   1  what refers to the Deployment: autoscaler, monitor
https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/
*/}}
{{- define "kianax-service.wave" -}}
argocd.argoproj.io/sync-wave: {{ . | quote }}
{{- end }}

{{/* Before everything else, for what brings the database up to date: in Argo CD's words, and in Helm's for whoever has no Argo CD. */}}
{{- define "kianax-service.before" -}}
argocd.argoproj.io/hook: PreSync
argocd.argoproj.io/hook-delete-policy: BeforeHookCreation
argocd.argoproj.io/sync-wave: {{ . | quote }}
helm.sh/hook: pre-install,pre-upgrade
helm.sh/hook-delete-policy: before-hook-creation
helm.sh/hook-weight: {{ . | quote }}
{{- end }}

{{/* Once everything is healthy; and whenever somebody asks, by `helm test`. */}}
{{- define "kianax-service.after" -}}
argocd.argoproj.io/hook: PostSync
argocd.argoproj.io/hook-delete-policy: BeforeHookCreation
helm.sh/hook: post-install,post-upgrade,test
helm.sh/hook-delete-policy: before-hook-creation
{{- end }}
