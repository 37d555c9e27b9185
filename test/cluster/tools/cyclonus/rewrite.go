package main

import (
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// rewritePolicy gives policies that say together what one says, in selectors that cyclonus reads as Kubernetes does.
func rewritePolicy(policy *networkingv1.NetworkPolicy) []*networkingv1.NetworkPolicy {
	for i := range policy.Spec.Ingress {
		policy.Spec.Ingress[i].From = rewritePeers(policy.Spec.Ingress[i].From)
	}
	for i := range policy.Spec.Egress {
		policy.Spec.Egress[i].To = rewritePeers(policy.Spec.Egress[i].To)
	}
	var rewritten []*networkingv1.NetworkPolicy
	for _, selector := range rewriteSelector(&policy.Spec.PodSelector) {
		copied := policy.DeepCopy()
		copied.Spec.PodSelector = *selector
		rewritten = append(rewritten, copied)
	}
	return rewritten
}

func rewritePeers(peers []networkingv1.NetworkPolicyPeer) []networkingv1.NetworkPolicyPeer {
	var rewritten []networkingv1.NetworkPolicyPeer
	for _, peer := range peers {
		for _, pods := range rewriteSelector(peer.PodSelector) {
			for _, namespaces := range rewriteSelector(peer.NamespaceSelector) {
				rewritten = append(rewritten, networkingv1.NetworkPolicyPeer{
					PodSelector:       pods,
					NamespaceSelector: namespaces,
					IPBlock:           peer.IPBlock,
				})
			}
		}
	}
	return rewritten
}

// rewriteSelector gives selectors of which at least one matches just where the given one does.
//
//   - `key: ""` becomes `key In [""]`, which a missing key does not match.
//   - `key NotIn [...]` becomes two selectors, since a missing key matches it: one with it, one with DoesNotExist.
func rewriteSelector(selector *metav1.LabelSelector) []*metav1.LabelSelector {
	if selector == nil {
		return []*metav1.LabelSelector{nil}
	}
	first := &metav1.LabelSelector{MatchLabels: map[string]string{}}
	for key, value := range selector.MatchLabels {
		if value == "" {
			require(first, metav1.LabelSelectorRequirement{Key: key, Operator: metav1.LabelSelectorOpIn, Values: []string{""}})
		} else {
			first.MatchLabels[key] = value
		}
	}
	alternatives := []*metav1.LabelSelector{first}
	for _, requirement := range selector.MatchExpressions {
		var missing []*metav1.LabelSelector
		for _, alternative := range alternatives {
			if requirement.Operator == metav1.LabelSelectorOpNotIn {
				other := alternative.DeepCopy()
				require(other, metav1.LabelSelectorRequirement{
					Key:      requirement.Key,
					Operator: metav1.LabelSelectorOpDoesNotExist,
				})
				missing = append(missing, other)
			}
			require(alternative, requirement)
		}
		alternatives = append(alternatives, missing...)
	}
	return alternatives
}

func require(selector *metav1.LabelSelector, requirement metav1.LabelSelectorRequirement) {
	selector.MatchExpressions = append(selector.MatchExpressions, requirement)
}
