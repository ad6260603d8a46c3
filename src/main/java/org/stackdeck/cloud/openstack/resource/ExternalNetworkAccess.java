package org.stackdeck.cloud.openstack.resource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.openstack.http.ResponseFields;
import org.stackdeck.cloud.openstack.http.ServiceJson;
import org.stackdeck.cloud.openstack.identity.AuthenticatedServiceClient;

/**
 * The projects that can use external networks. The {@code router:external} flag is not sufficient, because RBAC
 * policies can restrict a network to some projects (Networking API v2.0, "RBAC policies").
 *
 * @param targets IDs of projects by the ID of the network, with {@code *} for all projects
 * @param defaultProjects projects that can use each network for which {@code targets} has no entry
 */
record ExternalNetworkAccess(Map<String, Set<String>> targets, Set<ProjectId> defaultProjects) {

    static final ExternalNetworkAccess NONE = new ExternalNetworkAccess(Map.of(), Set.of());

    private static final String ALL = "*";

    /**
     * Reads the policies if the credential lists the networks of all projects. Other credentials list only networks
     * that their project can use, and cannot read the policies of other projects. Returns {@link #NONE} if the policies
     * cannot be read.
     */
    static ExternalNetworkAccess load(AuthenticatedServiceClient neutron, ProjectId project, boolean allProjects) {
        if (!allProjects) {
            return new ExternalNetworkAccess(Map.of(), Set.of(project));
        }
        return loadPolicies(neutron, "access_as_external")
                .map(policies -> new ExternalNetworkAccess(
                        policies.stream()
                                .collect(Collectors.groupingBy(
                                        policy -> ResponseFields.required(policy.objectId()),
                                        Collectors.mapping(
                                                policy -> ResponseFields.required(policy.target()),
                                                Collectors.toSet()))),
                        Set.of()))
                .orElse(NONE);
    }

    /** Reads the RBAC policies of networks for an action; empty if the credential cannot read them. */
    static Optional<List<NeutronDtos.PolicyBody>> loadPolicies(AuthenticatedServiceClient neutron, String action) {
        try {
            return Optional.of(ServiceJson.readListAt(
                    neutron.get("/v2.0/rbac-policies?object_type=network&action=" + action, Map.of()),
                    "/rbac_policies",
                    NeutronDtos.PolicyBody.class));
        } catch (CloudException e) {
            if (e.category() == Category.FORBIDDEN || e.category() == Category.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    boolean isPublic(String network) {
        return targets.getOrDefault(network, Set.of()).contains(ALL);
    }

    /**
     * Returns the individual projects that can use the network. Skips targets that are not valid project IDs, because
     * Neutron accepts any text as the target of a policy.
     */
    Set<ProjectId> projects(String network) {
        Set<String> found = targets.getOrDefault(network, Set.of());
        return found.isEmpty()
                ? defaultProjects
                : found.stream()
                        .filter(target -> !target.equals(ALL))
                        .flatMap(target -> ProjectId.parse(target).stream())
                        .collect(Collectors.toSet());
    }
}
