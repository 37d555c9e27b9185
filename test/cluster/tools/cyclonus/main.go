// Command cyclonus answers who may reach whom, by the matchers of github.com/mattfenwick/cyclonus. One line of JSON
// in, one line of JSON out. test/oracle/README.md says where cyclonus departs from Kubernetes, and what is done here
// so that its answer is nevertheless the specification's.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/mattfenwick/cyclonus/pkg/matcher"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
)

type request struct {
	Namespaces map[string]map[string]string  `json:"namespaces"`
	Policies   []*networkingv1.NetworkPolicy `json:"policies"`
	Queries    []query                       `json:"queries"`
}

type query struct {
	From     end                 `json:"from"`
	To       end                 `json:"to"`
	Port     *intstr.IntOrString `json:"port"`
	Protocol corev1.Protocol     `json:"protocol"`
}

type end struct {
	Namespace string            `json:"namespace"`
	Labels    map[string]string `json:"labels"`
	IP        string            `json:"ip"`
	Ports     map[string]int    `json:"ports"`
}

type answer struct {
	Allowed []bool `json:"allowed"`
	Error   string `json:"error,omitempty"`
}

func main() {
	in, out := bufio.NewReader(os.Stdin), bufio.NewWriter(os.Stdout)
	for {
		line, err := in.ReadBytes('\n')
		if err == io.EOF {
			return
		}
		if err == nil {
			err = json.NewEncoder(out).Encode(answerTo(line))
		}
		if err == nil {
			err = out.Flush()
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

func answerTo(line []byte) (reply answer) {
	// Cyclonus panics on a policy that an API server would refuse.
	defer func() {
		if reason := recover(); reason != nil {
			reply = answer{Error: fmt.Sprint(reason)}
		}
	}()
	var asked request
	if err := json.Unmarshal(line, &asked); err != nil {
		return answer{Error: err.Error()}
	}
	var policies []*networkingv1.NetworkPolicy
	for _, policy := range asked.Policies {
		setPolicyTypes(policy)
		policies = append(policies, rewritePolicy(policy)...)
	}
	world := world{
		namespaces: asked.Namespaces,
		ports:      portsOf(policies),
		// Its simplification of rules is one more thing that may be wrong.
		policy:        matcher.BuildNetworkPolicies(false, policies),
		withoutBlocks: withoutBlocks(matcher.BuildNetworkPolicies(false, policies)),
	}
	reply.Allowed = []bool{}
	for _, query := range asked.Queries {
		reply.Allowed = append(reply.Allowed, world.allows(query))
	}
	return reply
}

// setPolicyTypes sets what an API server sets where the field is left out.
func setPolicyTypes(policy *networkingv1.NetworkPolicy) {
	if len(policy.Spec.PolicyTypes) > 0 {
		return
	}
	policy.Spec.PolicyTypes = []networkingv1.PolicyType{networkingv1.PolicyTypeIngress}
	if len(policy.Spec.Egress) > 0 {
		policy.Spec.PolicyTypes = append(policy.Spec.PolicyTypes, networkingv1.PolicyTypeEgress)
	}
}

// withoutBlocks drops the peers that are address blocks: the others are what can match a pod of unknown address.
func withoutBlocks(policy *matcher.Policy) *matcher.Policy {
	for _, targets := range []map[string]*matcher.Target{policy.Ingress, policy.Egress} {
		for _, target := range targets {
			var peers []matcher.PeerMatcher
			for _, peer := range target.Peers {
				if _, block := peer.(*matcher.IPPeerMatcher); !block {
					peers = append(peers, peer)
				}
			}
			target.Peers = peers
		}
	}
	return policy
}

type world struct {
	namespaces            map[string]map[string]string
	ports                 []intstr.IntOrString
	policy, withoutBlocks *matcher.Policy
}

// portsOf gives every port of policies, of a range the first, and a number that none has. Where any port is allowed,
// one of them is: what two policies have in common begins where one of them begins.
func portsOf(policies []*networkingv1.NetworkPolicy) []intstr.IntOrString {
	ports := []intstr.IntOrString{intstr.FromInt32(65535)}
	add := func(list []networkingv1.NetworkPolicyPort) {
		for _, port := range list {
			if port.Port != nil {
				ports = append(ports, *port.Port)
			}
		}
	}
	for _, policy := range policies {
		for _, rule := range policy.Spec.Ingress {
			add(rule.Ports)
		}
		for _, rule := range policy.Spec.Egress {
			add(rule.Ports)
		}
	}
	return ports
}

// socket is a port of the receiving end, with the names it has there.
type socket struct {
	number   int
	names    []string
	protocol corev1.Protocol
}

// allows tells whether some port that a query may mean is allowed in both directions.
func (w *world) allows(query query) bool {
	for _, socket := range w.sockets(query) {
		if w.allowsOn(query, socket, true) && w.allowsOn(query, socket, false) {
			return true
		}
	}
	return false
}

// sockets gives the ports that a query may mean, as the type Query of analysis/reach says.
func (w *world) sockets(query query) []socket {
	protocols := []corev1.Protocol{query.Protocol}
	if query.Protocol == "" {
		protocols = []corev1.Protocol{corev1.ProtocolTCP}
		if query.Port == nil {
			protocols = append(protocols, corev1.ProtocolUDP, corev1.ProtocolSCTP)
		}
	}
	var sockets []socket
	add := func(number int, names ...string) {
		for name, declared := range query.To.Ports {
			if declared == number {
				names = append(names, name)
			}
		}
		for _, protocol := range protocols {
			sockets = append(sockets, socket{number: number, names: append(names, ""), protocol: protocol})
		}
	}
	switch {
	case query.Port == nil:
		for _, number := range query.To.Ports {
			add(number)
		}
		for _, number := range w.ports {
			if number.Type == intstr.String {
				continue
			}
			add(number.IntValue())
			// Of a pod of which no port is known, each may bear any one name.
			for _, name := range w.ports {
				if query.To.Namespace != "" && query.To.Ports == nil && name.Type == intstr.String {
					add(number.IntValue(), name.StrVal)
				}
			}
		}
	case query.Port.Type == intstr.String:
		number, declared := query.To.Ports[query.Port.StrVal]
		if !declared {
			panic("the query names a port that its end does not declare: " + query.Port.StrVal)
		}
		add(number)
	default:
		add(query.Port.IntValue())
	}
	return sockets
}

// allowsOn judges one direction. Cyclonus knows one name of a port: with several, one that is allowed is enough.
func (w *world) allowsOn(query query, socket socket, ingress bool) bool {
	policy, peer := w.policy, query.To
	if ingress {
		peer = query.From
	}
	if peer.IP == "" {
		policy = w.withoutBlocks
	}
	for _, name := range socket.names {
		traffic := &matcher.Traffic{
			Source:           w.peer(query.From),
			Destination:      w.peer(query.To),
			ResolvedPort:     socket.number,
			ResolvedPortName: name,
			Protocol:         socket.protocol,
		}
		if policy.IsIngressOrEgressAllowed(traffic, ingress).IsAllowed() {
			return true
		}
	}
	return false
}

func (w *world) peer(end end) *matcher.TrafficPeer {
	if end.Namespace == "" {
		return &matcher.TrafficPeer{IP: end.IP}
	}
	labels := map[string]string{}
	for key, value := range w.namespaces[end.Namespace] {
		labels[key] = value
	}
	labels[corev1.LabelMetadataName] = end.Namespace
	inside := &matcher.InternalPeer{PodLabels: end.Labels, NamespaceLabels: labels, Namespace: end.Namespace}
	return &matcher.TrafficPeer{Internal: inside, IP: end.IP}
}
