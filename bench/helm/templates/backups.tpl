{{- range .Values.tenants }}
---
apiVersion: velero.io/v1
kind: Schedule
metadata:
  name: {{ .namespace }}
  namespace: {{ .backup.namespace }}
  labels: {{- template "owned" }}
spec:
  schedule: {{ .backup.schedule | quote }}
  paused: {{ .backup.paused }}
  useOwnerReferencesInBackup: false
  template:
    includedNamespaces:
      - {{ .namespace }}
    ttl: {{ .backup.ttl }}
{{- end }}
