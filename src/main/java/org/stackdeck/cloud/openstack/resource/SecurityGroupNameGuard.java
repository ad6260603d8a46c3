package org.stackdeck.cloud.openstack.resource;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.action.ChangeObstacle;
import org.stackdeck.cloud.action.ChangeObstacleException;
import org.stackdeck.cloud.openstack.http.ChangePreconditions;
import org.stackdeck.cloud.openstack.http.ResponseFields;
import org.stackdeck.cloud.openstack.http.ServiceJson;
import org.stackdeck.cloud.openstack.http.ServiceRequest;
import org.stackdeck.cloud.openstack.identity.AuthenticatedServiceClient;
import org.stackdeck.cloud.resource.SelectableResource;

/**
 * Keeps the names of security groups unique in each project, which Neutron does not enforce. Nova creates no server
 * with security groups in a project in which two groups have the same name. Nova also prefers a group whose name is the
 * requested ID to the group with this ID (nova.network.neutron, {@code _get_security_group_ids}).
 */
final class SecurityGroupNameGuard {

    /**
     * Maximum time to wait for the lock. The time is short, because a waiting operation holds a permit of the cloud and
     * is sent again later.
     */
    private static final Duration MAX_WAIT = Duration.ofSeconds(6);

    /** Locks that serialize the changes of names in a project; each is kept while it is used. */
    private static final LoadingCache<ProjectInCloud, Lock> LOCKS = Caffeine.newBuilder()
            .executor(Thread::startVirtualThread)
            .weakValues()
            .build(_ -> new ReentrantLock(true));

    private static final String PATH = "/v2.0/security-groups";

    private final AuthenticatedServiceClient neutron;

    private final CloudName cloud;

    SecurityGroupNameGuard(CloudName cloud, AuthenticatedServiceClient neutron) {
        this.cloud = cloud;
        this.neutron = neutron;
    }

    private record ProjectInCloud(CloudName cloud, ProjectId project) {}

    /**
     * Creates a group.
     *
     * @throws ChangeObstacleException if a new group cannot have the name
     */
    <T> T create(ProjectId project, String name, Supplier<T> creation) {
        return change(project, () -> requireUnused(project, null, name), creation);
    }

    /**
     * Executes a change that gives a group the name.
     *
     * @throws ChangeObstacleException if the group cannot have the name
     */
    <T> T rename(String group, String name, Supplier<T> change) {
        ProjectId project = ChangePreconditions.read(() ->
                ResponseFields.required(ProjectId.parse(read(group).projectId()).orElse(null)));
        return change(
                project,
                () -> {
                    if (!name.equals(read(group).name())) {
                        requireUnused(project, group, name);
                    }
                },
                change);
    }

    /**
     * Executes the check and the change while holding the lock of the project. The lock does not prevent other
     * instances of Stackdeck from giving a second group the name at the same time.
     */
    private <T> T change(ProjectId project, Runnable check, Supplier<T> change) {
        Lock lock = LOCKS.get(new ProjectInCloud(cloud, project));
        if (!acquire(lock)) {
            throw new CloudException(
                    CloudException.Category.UNAVAILABLE,
                    "Other changes to the project's security groups are taking too long");
        }
        try {
            ChangePreconditions.run(check);
            return change.get();
        } finally {
            lock.unlock();
        }
    }

    private static boolean acquire(Lock lock) {
        try {
            return lock.tryLock(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void requireUnused(ProjectId project, @Nullable String group, String name) {
        if (SelectableResource.ID.matcher(name).matches()) {
            throw new ChangeObstacleException(ChangeObstacle.NAME_LIKE_ID);
        }
        if (isUsedByOther(project, group, name)) {
            throw new ChangeObstacleException(ChangeObstacle.NAME_IN_USE);
        }
    }

    private boolean isUsedByOther(ProjectId project, @Nullable String group, String name) {
        List<SecurityGroupDtos.SecurityGroupBody> named = ServiceJson.readListAt(
                neutron.get(
                        PATH + "?fields=id&fields=name&project_id=" + ServiceRequest.encodePathSegment(project.value())
                                + "&name=" + ServiceRequest.encodePathSegment(name),
                        Map.of()),
                "/security_groups",
                SecurityGroupDtos.SecurityGroupBody.class);
        // Neutron's database can ignore the case of names.
        return named.stream()
                .anyMatch(other -> name.equals(other.name())
                        && !ResponseFields.required(other.id()).equals(group));
    }

    private SecurityGroupDtos.SecurityGroupBody read(String group) {
        return ServiceJson.readAt(
                neutron.get(path(group) + "?fields=project_id&fields=name", Map.of()),
                "/security_group",
                SecurityGroupDtos.SecurityGroupBody.class);
    }

    private static String path(String group) {
        return PATH + "/" + ServiceRequest.encodePathSegment(group);
    }
}
