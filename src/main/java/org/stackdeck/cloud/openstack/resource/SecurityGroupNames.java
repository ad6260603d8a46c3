package org.stackdeck.cloud.openstack.resource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.openstack.compute.ServerActionSender;
import org.stackdeck.cloud.openstack.compute.ServerMapper;
import org.stackdeck.cloud.openstack.http.ServiceJson;
import org.stackdeck.cloud.openstack.identity.AuthenticatedServiceClient;
import org.stackdeck.cloud.resource.ProjectResource;

/**
 * Keeps the names of security groups unique in each project, which Neutron does not. Nova creates no server with security
 * groups in a project in which two have the same name, and takes a name for the ID of another group
 * (nova.network.neutron, {@code _get_security_group_ids}).
 */
final class SecurityGroupNames {

    private static final Logger log = LoggerFactory.getLogger(SecurityGroupNames.class);

    private static final String PATH = "/v2.0/security-groups";

    private final AuthenticatedServiceClient neutron;

    SecurityGroupNames(AuthenticatedServiceClient neutron) {
        this.neutron = neutron;
    }

    /** @throws CloudException REFUSED or CONFLICT, with the status 0, if a new group cannot get the name */
    void requireUnused(ProjectId project, String name) {
        requireUnused(project.value(), null, name);
    }

    /**
     * Returns the present name of a group that gets another one.
     *
     * @return empty if the group has this name already
     * @throws CloudException REFUSED or CONFLICT, with the status 0, if the group cannot get the name
     */
    Optional<String> requireUnused(String group, String name) {
        NeutronDtos.SecurityGroupBody present = read(group);
        if (present.projectId() == null || present.name() == null || name.equals(present.name())) {
            return Optional.empty();
        }
        requireUnused(present.projectId(), group, name);
        return Optional.of(present.name());
    }

    /**
     * Deletes a new group if another request gave its name to a second group at the same time.
     *
     * @throws CloudException CONFLICT, with the status 0, if it was deleted
     */
    void deleteIfNotUnique(String group, String name) {
        undoIfNotUnique(group, name, () -> neutron.delete(path(group), Map.of()));
    }

    /**
     * Gives a group its previous name if another request gave the new one to a second group at the same time.
     *
     * @throws CloudException CONFLICT, with the status 0, if it has the previous name again
     */
    void renameIfNotUnique(String group, String name, String previous) {
        undoIfNotUnique(
                group,
                name,
                () -> neutron.put(path(group), Map.of(), Map.of("security_group", Map.of("name", previous))));
    }

    private void undoIfNotUnique(String group, String name, Runnable undo) {
        try {
            String project = read(group).projectId();
            if (project == null || !isUsedByOther(project, group, name)) {
                return;
            }
            undo.run();
        } catch (CloudException e) {
            // The change itself succeeded.
            log.warn("Could not check whether the name of the security group {} is unique: {}", group, e.getMessage());
            return;
        }
        throw nameInUse();
    }

    private void requireUnused(String project, @Nullable String group, String name) {
        if (ProjectResource.ID.matcher(name).matches()) {
            throw new CloudException(
                    CloudException.Category.REFUSED, "The name of a security group cannot have the form of an ID");
        }
        if (isUsedByOther(project, group, name)) {
            throw nameInUse();
        }
    }

    private boolean isUsedByOther(String project, @Nullable String group, String name) {
        List<NeutronDtos.SecurityGroupBody> named = ServerMapper.required(ServiceJson.read(
                        neutron.get(
                                PATH + "?fields=id&fields=name&project_id="
                                        + ServerActionSender.encodePathSegment(project) + "&name="
                                        + ServerActionSender.encodePathSegment(name),
                                Map.of()),
                        NeutronDtos.SecurityGroups.class)
                .groups());
        // The database can compare names without case.
        return named.stream()
                .anyMatch(other -> name.equals(other.name())
                        && !ServerMapper.required(other.id()).equals(group));
    }

    private NeutronDtos.SecurityGroupBody read(String group) {
        return ServerMapper.required(ServiceJson.read(
                        neutron.get(path(group) + "?fields=project_id&fields=name", Map.of()),
                        NeutronDtos.SecurityGroupEnvelope.class)
                .group());
    }

    private static String path(String group) {
        return PATH + "/" + ServerActionSender.encodePathSegment(group);
    }

    private static CloudException nameInUse() {
        return new CloudException(
                CloudException.Category.CONFLICT, "The project has a security group with this name: use another name");
    }
}
