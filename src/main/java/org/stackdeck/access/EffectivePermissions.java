package org.stackdeck.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;

/**
 * Permissions of a subject at one moment. Immutable, and valid until a grant or its weekly hours start or end. Equal
 * instances give the same permissions now and show the same servers, even for different subjects. Their inactive grants
 * can differ.
 */
public final class EffectivePermissions {

    private static final Decision ALLOWED = new Decision.Allowed();
    private static final Decision INVISIBLE = new Decision.Invisible();

    private final boolean accountActive;
    private final boolean isAdministrator;
    private final Set<GrantTerms> activeGrants;
    private final InactiveGrants inactiveGrants;
    private final Set<ActionTarget> owned;
    private final boolean byOwner;
    private final Instant at;
    /** Next time at which a grant or its weekly hours start or end; null if there is none. */
    private final @Nullable Instant changesAt;

    private final Map<CloudProject, List<GrantTerms>> termsFor = new ConcurrentHashMap<>();

    private record CloudProject(CloudName cloud, ProjectId project) {}

    private EffectivePermissions(Subject subject, Instant at) {
        this.accountActive = subject.active();
        this.isAdministrator = accountActive && subject.administrator();
        this.at = at;
        List<GrantTerms> activeTerms = new ArrayList<>();
        List<GrantTerms> inactiveTerms = new ArrayList<>();
        if (accountActive && !isAdministrator) {
            for (Grant grant : subject.grants()) {
                (grant.terms().isActiveAt(at) ? activeTerms : inactiveTerms).add(grant.terms());
            }
        }
        this.activeGrants = Set.copyOf(activeTerms);
        this.inactiveGrants = new InactiveGrants(inactiveTerms, at);
        this.byOwner = activeTerms.stream()
                .anyMatch(grantTerms -> grantTerms.servers() instanceof ResourceSelector.OwnedServers);
        this.owned = subject.owned();
        this.changesAt = subject.grants().stream()
                .flatMap(grant -> grant.terms().nextChange(at).stream())
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    public static EffectivePermissions of(Subject subject, Instant at) {
        return new EffectivePermissions(subject, at);
    }

    public Decision decide(Permission permission, ResourceAttributes resource) {
        if (!accountActive) {
            return INVISIBLE;
        }
        if (isAdministrator) {
            return ALLOWED;
        }
        boolean visible = false;
        for (GrantTerms grantTerms : termsFor(resource.cloud(), resource.project())) {
            boolean gives = grantTerms.role().includes(permission);
            if ((gives || !visible) && grantTerms.servers().selects(resource, owned)) {
                if (gives) {
                    return ALLOWED;
                }
                visible = grantTerms.role().includes(permission.toRead());
            }
        }
        return visible ? inactiveGrants.refusal(permission, resource, owned) : INVISIBLE;
    }

    /**
     * Returns whether a change of a resource's attributes would give the permission to the subject, now or when a grant
     * or its weekly hours start. Also returns true if the subject already has the permission at all these times, but
     * only through several grants together.
     */
    public boolean isGained(Permission permission, ResourceAttributes before, ResourceAttributes after) {
        List<GrantTerms> held = findGranting(permission, before);
        return findGranting(permission, after).stream()
                .anyMatch(grantTerms -> held.stream().noneMatch(other -> other.isActiveWhenever(grantTerms, at)));
    }

    private List<GrantTerms> findGranting(Permission permission, ResourceAttributes resource) {
        return Stream.concat(activeGrants.stream(), inactiveGrants.terms().stream())
                .filter(grantTerms -> !grantTerms.hasEndedAt(at)
                        && grantTerms.role().includes(permission)
                        && grantTerms.selects(resource, owned))
                .toList();
    }

    /**
     * Decides on a server or another resource that the subject is about to create. The subject will own it. The result
     * is {@link Decision.Invisible} if the account is inactive or no active grant applies to the project. A grant that
     * selects resources by ID does not allow creation.
     *
     * @param resource attributes of the new resource, with an ID that is not in use
     */
    public Decision decideForNew(Permission permission, ResourceAttributes resource) {
        if (!accountActive) {
            return INVISIBLE;
        }
        if (isAdministrator) {
            return ALLOWED;
        }
        Set<ActionTarget> asOwner = Set.of(resource.target());
        List<GrantTerms> applicable = termsFor(resource.cloud(), resource.project());
        if (applicable.stream()
                .anyMatch(grantTerms -> grantTerms.role().includes(permission)
                        && !(grantTerms.servers() instanceof ResourceSelector.ByIds)
                        && grantTerms.selects(resource, asOwner))) {
            return ALLOWED;
        }
        return applicable.isEmpty() ? INVISIBLE : inactiveGrants.refusal(permission, resource, asOwner);
    }

    /** Returns whether the subject may create some servers in the project. Their names or tags may be restricted. */
    public boolean mayCreateSomeServer(CloudName cloud, ProjectId project) {
        return isAllowedForSomeNewServer(Permission.SERVER_CREATE, cloud, project);
    }

    public boolean isAllowedForSomeNewServer(Permission permission, CloudName cloud, ProjectId project) {
        return isAdministrator
                || termsFor(cloud, project).stream()
                        .anyMatch(grantTerms -> grantTerms.role().includes(permission)
                                && !(grantTerms.servers() instanceof ResourceSelector.ByIds));
    }

    public boolean isVisible(ServerAttributes server) {
        return decide(Permission.SERVER_READ, server).isAllowed();
    }

    /**
     * Returns whether a grant in the resource's project makes the resource visible, or the subject may use it because
     * it is published or shared. Examples of published resources are public images and external networks.
     */
    public boolean isVisible(CloudResource resource) {
        return isAdministrator
                || isGranted(resource)
                || (resource.published() && mayUse(resource.kind(), resource.cloud(), null))
                || resource.sharedWith().stream()
                        .anyMatch(project -> mayUse(resource.kind(), resource.cloud(), project));
    }

    /**
     * Returns whether the subject may use published or shared resources of the kind. Volume types require the
     * permission to read volumes; the other kinds require the permission to create servers.
     *
     * @param project null for any project of the cloud
     */
    private boolean mayUse(ResourceKind kind, CloudName cloud, @Nullable ProjectId project) {
        if (kind == ResourceKind.VOLUME_TYPE) {
            return activeGrants.stream()
                    .anyMatch(grantTerms -> grantTerms.cloud().equals(cloud)
                            && (project == null || grantTerms.appliesTo(cloud, project))
                            && grantTerms.role().includes(Permission.VOLUME_READ));
        }
        return project == null ? mayCreateSomeServer(cloud) : mayCreateSomeServer(cloud, project);
    }

    private boolean isGranted(CloudResource resource) {
        Project project = resource.project();
        return project != null
                && decide(Permission.read(resource.kind()), ResourceAttributes.of(resource, project.id()))
                        .isAllowed();
    }

    /**
     * Returns the resource, without its project if no active grant applies to the project. Empty if the resource is
     * invisible.
     */
    public Optional<CloudResource> view(CloudResource resource) {
        if (!isVisible(resource)) {
            return Optional.empty();
        }
        Project project = resource.project();
        return Optional.of(
                project == null || coversPartOfProject(resource.cloud(), project.id())
                        ? resource
                        : resource.withoutProject());
    }

    /**
     * Returns whether the subject may create at least some resources in the project. Grants by tag, metadata or ID do
     * not count, because a new resource has no tags or metadata, and its ID is unknown.
     */
    public boolean mayCreateSomeResource(Permission permission, CloudName cloud, ProjectId project) {
        return isAdministrator
                || termsFor(cloud, project).stream()
                        .anyMatch(grantTerms -> grantTerms.role().includes(permission)
                                && (grantTerms.servers() instanceof ResourceSelector.AllServers
                                        || grantTerms.servers() instanceof ResourceSelector.ByName
                                        || grantTerms.servers() instanceof ResourceSelector.OwnedServers));
    }

    /** Returns whether the subject may create at least some servers in the cloud. */
    public boolean mayCreateSomeServer(CloudName cloud) {
        return hasGrant(grantTerms -> grantTerms.cloud().equals(cloud)
                && grantTerms.role().includes(Permission.SERVER_CREATE)
                && !(grantTerms.servers() instanceof ResourceSelector.ByIds));
    }

    /** Returns whether the subject has the permission for at least some existing or new resources. */
    public boolean includes(Permission permission) {
        return hasGrant(grantTerms -> grantTerms.role().includes(permission));
    }

    private boolean hasGrant(Predicate<GrantTerms> condition) {
        return isAdministrator || activeGrants.stream().anyMatch(condition);
    }

    /** Returns whether resources of the kind, including published ones, can be visible to the subject. */
    public boolean coversKind(ResourceKind kind) {
        return hasGrant(grantTerms -> grantTerms.role().includes(Permission.read(kind))
                || (kind.hasPublished() && mayCreateSomeServer(grantTerms.cloud())));
    }

    /** Returns whether servers or other resources of the cloud can be visible to the subject. */
    public boolean coversCloud(CloudName cloud) {
        return hasGrant(grantTerms -> grantTerms.cloud().equals(cloud));
    }

    /** Returns whether servers or other resources of the project can be visible to the subject. */
    public boolean coversPartOfProject(CloudName cloud, ProjectId project) {
        return isAdministrator || !termsFor(cloud, project).isEmpty();
    }

    /**
     * Returns whether the subject may see data of the whole project, such as quotas. Requires a grant for all servers
     * of the project, or a grant for creating servers.
     */
    public boolean coversWholeProject(CloudName cloud, ProjectId project) {
        return mayCreateSomeServer(cloud, project) || coversAllServers(cloud, project);
    }

    /** Returns whether the subject may see all existing and future servers of the project. */
    public boolean coversAllServers(CloudName cloud, ProjectId project) {
        return isAdministrator
                || termsFor(cloud, project).stream()
                        .anyMatch(grantTerms -> grantTerms.role().includes(Permission.SERVER_READ)
                                && grantTerms.servers() instanceof ResourceSelector.AllServers);
    }

    public boolean isAdministrator() {
        return isAdministrator;
    }

    /** Returns the next time at which an inactive grant becomes active; empty if there is none. */
    public Optional<Instant> nextStart() {
        return inactiveGrants.nextStart();
    }

    public boolean isValidAt(Instant moment) {
        return !moment.isBefore(at) && (changesAt == null || moment.isBefore(changesAt));
    }

    private List<GrantTerms> termsFor(CloudName cloud, ProjectId project) {
        return termsFor.computeIfAbsent(
                new CloudProject(cloud, project),
                cloudProject -> activeGrants.stream()
                        .filter(grantTerms -> grantTerms.appliesTo(cloudProject.cloud(), cloudProject.project()))
                        .toList());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EffectivePermissions that
                && accountActive == that.accountActive
                && isAdministrator == that.isAdministrator
                && activeGrants.equals(that.activeGrants)
                && byOwner == that.byOwner
                && (!byOwner || owned.equals(that.owned));
    }

    @Override
    public int hashCode() {
        return Objects.hash(accountActive, isAdministrator, activeGrants);
    }
}
