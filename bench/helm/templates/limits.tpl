{{- range .Values.tenants }}
---
apiVersion: v1
kind: ResourceQuota
metadata:
  name: streha-quota
  namespace: {{ .namespace }}
  labels: {{- template "protected" }}
spec:
  hard:
    {{- range $resource, $amount := .quota }}
    {{ $resource }}: {{ $amount | quote }}
    {{- end }}
---
apiVersion: v1
kind: LimitRange
metadata:
  name: streha-limits
  namespace: {{ .namespace }}
  labels: {{- template "protected" }}
spec:
  limits:
    {{- range .limits }}
    - type: {{ .type }}
      {{- range $bound, $amounts := omit . "type" }}
      {{ $bound }}:
        {{- range $resource, $amount := $amounts }}
        {{ $resource }}: {{ $amount | quote }}
        {{- end }}
      {{- end }}
    {{- end }}
{{- end }}
