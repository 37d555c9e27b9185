// Modules whose source carries CustomResourceDefinitions as YAML. Nothing is built: `go mod download` fetches and
// verifies them. There is no Go file here, so `go mod tidy` would empty the list: leave it alone.
module streha.al/test/cluster/tools/crds

go 1.26.0

require (
	github.com/cert-manager/cert-manager v1.21.2
	github.com/prometheus-operator/prometheus-operator v0.85.0
	github.com/vmware-tanzu/velero v1.18.3
	sigs.k8s.io/gateway-api v1.4.0
)
