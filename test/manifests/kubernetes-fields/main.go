// Prints the fields of every Kubernetes kind that manifests/ renders from a typed resource, as JSON: the yardstick of
// test/manifests/kubernetes-fields.test.ts. Run in this folder after a new kind or a new Kubernetes version:
//
//	go run . > ../kubernetes-fields.json
package main

import (
	"encoding/json"
	"os"
	"reflect"
	"strings"

	appsv1 "k8s.io/api/apps/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	policyv1 "k8s.io/api/policy/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	schedulingv1 "k8s.io/api/scheduling/v1"
	storagev1 "k8s.io/api/storage/v1"
)

// A struct's fields by their JSON names, each with the name of its type.
var types = map[string]map[string]string{}

// Types that write themselves as plain values.
var plain = map[string]string{
	"k8s.io/apimachinery/pkg/api/resource.Quantity":   "quantity",
	"k8s.io/apimachinery/pkg/util/intstr.IntOrString": "intOrString",
	"k8s.io/apimachinery/pkg/apis/meta/v1.Time":       "time",
}

func name(t reflect.Type) string {
	full := t.PkgPath() + "." + t.Name()
	if p, ok := plain[full]; ok {
		return p
	}
	switch t.Kind() {
	case reflect.Pointer:
		return name(t.Elem())
	case reflect.String:
		return "string"
	case reflect.Bool:
		return "bool"
	case reflect.Int32, reflect.Int64:
		return "int"
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			return "bytes"
		}
		return "[]" + name(t.Elem())
	case reflect.Map:
		return "map of " + name(t.Elem())
	case reflect.Struct:
		short := strings.TrimPrefix(strings.TrimPrefix(full, "k8s.io/api/"), "k8s.io/apimachinery/pkg/apis/")
		if _, seen := types[short]; !seen {
			types[short] = map[string]string{}
			fields(t, types[short])
		}
		return short
	}
	panic("no name for " + t.String())
}

func fields(t reflect.Type, into map[string]string) {
	for i := 0; i < t.NumField(); i++ {
		field := t.Field(i)
		tag, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		switch {
		case tag == "managedFields": // what the server alone writes
		case tag == "" && (field.Anonymous || strings.Contains(options, "inline")):
			fields(field.Type, into)
		case tag != "" && tag != "-":
			into[tag] = name(field.Type)
		}
	}
}

func main() {
	kinds := map[string]any{
		"apps/v1 DaemonSet":                               appsv1.DaemonSet{},
		"apps/v1 Deployment":                              appsv1.Deployment{},
		"apps/v1 StatefulSet":                             appsv1.StatefulSet{},
		"autoscaling/v2 HorizontalPodAutoscaler":          autoscalingv2.HorizontalPodAutoscaler{},
		"batch/v1 CronJob":                                batchv1.CronJob{},
		"batch/v1 Job":                                    batchv1.Job{},
		"networking.k8s.io/v1 Ingress":                    networkingv1.Ingress{},
		"networking.k8s.io/v1 IngressClass":               networkingv1.IngressClass{},
		"networking.k8s.io/v1 NetworkPolicy":              networkingv1.NetworkPolicy{},
		"policy/v1 PodDisruptionBudget":                   policyv1.PodDisruptionBudget{},
		"rbac.authorization.k8s.io/v1 ClusterRole":        rbacv1.ClusterRole{},
		"rbac.authorization.k8s.io/v1 ClusterRoleBinding": rbacv1.ClusterRoleBinding{},
		"rbac.authorization.k8s.io/v1 Role":               rbacv1.Role{},
		"rbac.authorization.k8s.io/v1 RoleBinding":        rbacv1.RoleBinding{},
		"scheduling.k8s.io/v1 PriorityClass":              schedulingv1.PriorityClass{},
		"storage.k8s.io/v1 StorageClass":                  storagev1.StorageClass{},
		"v1 ConfigMap":                                    corev1.ConfigMap{},
		"v1 LimitRange":                                   corev1.LimitRange{},
		"v1 Namespace":                                    corev1.Namespace{},
		"v1 PersistentVolumeClaim":                        corev1.PersistentVolumeClaim{},
		"v1 ResourceQuota":                                corev1.ResourceQuota{},
		"v1 Secret":                                       corev1.Secret{},
		"v1 Service":                                      corev1.Service{},
		"v1 ServiceAccount":                               corev1.ServiceAccount{},
	}
	roots := map[string]string{}
	for kind, object := range kinds {
		roots[kind] = name(reflect.TypeOf(object))
	}
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetIndent("", " ")
	if err := encoder.Encode(map[string]any{"kinds": roots, "types": types}); err != nil {
		panic(err)
	}
}
