{{- range .Values.tenants }}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: streha-deny-all
  namespace: {{ .namespace }}
  labels: {{- template "protected" }}
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: streha-own-namespace
  namespace: {{ .namespace }}
  labels: {{- template "protected" }}
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
  ingress:
    - from:
        - podSelector: {}
  egress:
    - to:
        - podSelector: {}
{{- $namespace := .namespace }}
{{- range .flows }}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ .name }}
  namespace: {{ $namespace }}
  labels:
    {{- range $key, $value := .labels }}
    {{ $key }}: {{ $value | quote }}
    {{- end }}
  {{- with .annotations }}
  annotations: {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  podSelector: {{- toYaml .spec.podSelector | nindent 4 }}
  policyTypes: [{{ join ", " .spec.policyTypes }}]
  {{- with .spec.ingress }}
  ingress: {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .spec.egress }}
  egress: {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}
{{- end }}
