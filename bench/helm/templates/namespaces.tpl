{{- range .Values.tenants }}
---
apiVersion: v1
kind: Namespace
metadata:
  name: {{ .namespace }}
  labels:
    {{- range $key, $value := .labels }}
    {{ $key }}: {{ $value | quote }}
    {{- end }}
  annotations:
    {{- range $key, $value := .annotations }}
    {{ $key }}: {{ $value | quote }}
    {{- end }}
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: default
  namespace: {{ .namespace }}
  labels: {{- template "protected" }}
automountServiceAccountToken: false
{{- end }}
