{{- range .Values.tenants }}
{{- $namespace := .namespace }}
{{- range .access }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: streha-{{ .role }}
  namespace: {{ $namespace }}
  labels: {{- if eq .role "admin" }}{{ template "protected" }}{{ else }}{{ template "owned" }}{{ end }}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: streha-tenant-{{ .role }}
subjects:
  {{- range .groups }}
  - apiGroup: rbac.authorization.k8s.io
    kind: Group
    name: {{ . | quote }}
    namespace: default
  {{- end }}
{{- end }}
{{- end }}
