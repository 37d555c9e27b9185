{{- define "owned" }}
    app.kubernetes.io/managed-by: streha
    velero.io/exclude-from-backup: "true"
{{- end }}
{{- define "protected" }}
    app.kubernetes.io/managed-by: streha
    streha.al/protected: "true"
    velero.io/exclude-from-backup: "true"
{{- end }}
