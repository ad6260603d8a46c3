package org.stackdeck.access.report;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.ResourceAttributes;
import org.stackdeck.access.Subject;
import org.stackdeck.access.ownership.OwnershipService;
import org.stackdeck.access.report.ProjectGrantLoader.EffectiveGrant;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.identity.AdminActionExecutor;
import org.stackdeck.identity.AdminActionExecutor.AdminAction;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;

/** Evaluates {@link EffectivePermissions} for each user, with the grants that apply to the resource's project. */
@Service
class DefaultResourceAccessReportService implements ResourceAccessReportService {

    private static final Comparator<AccessPath> ACTIVE_FIRST =
            Comparator.comparing(accessPath -> !accessPath.isActive());

    private final UserDirectory userDirectory;
    private final OwnershipService ownershipService;
    private final ProjectGrantLoader grants;
    private final AdminActionExecutor executor;
    private final Clock clock;

    DefaultResourceAccessReportService(
            UserDirectory userDirectory,
            OwnershipService ownershipService,
            ProjectGrantLoader grants,
            AdminActionExecutor executor,
            Clock clock) {
        this.userDirectory = userDirectory;
        this.ownershipService = ownershipService;
        this.grants = grants;
        this.executor = executor;
        this.clock = clock;
    }

    @Override
    public ResourceAccessReport report(Caller caller, ResourceAttributes resource) {
        String type = resource.target().objectType();
        return executor.executeRead(
                new AdminAction(
                        caller, type + ".access", type, resource.target().idText(), resource.name()),
                () -> createReport(resource));
    }

    @Override
    @Transactional(readOnly = true)
    public ResourceAccessReport refresh(Caller caller, ResourceAttributes resource) {
        userDirectory.requireAdministrator(caller);
        return createReport(resource);
    }

    @Override
    @Transactional(readOnly = true)
    public List<AccessPath.ByGrant> findOwnerGrants(Caller caller, ResourceAttributes resource, UserId user) {
        userDirectory.requireAdministrator(caller);
        Instant now = clock.instant();
        List<EffectiveGrant> effectiveGrant = grants.loadByUser(resource, now).getOrDefault(user, List.of());
        return userDirectory.find(user).stream()
                .flatMap(found -> accessPaths(found, effectiveGrant, resource, Set.of(resource.target()), now).stream())
                .flatMap(accessPath -> accessPath instanceof AccessPath.ByGrant by && by.requiresOwnership()
                        ? Stream.of(by)
                        : Stream.empty())
                .toList();
    }

    private ResourceAccessReport createReport(ResourceAttributes resource) {
        Instant now = clock.instant();
        UserId owner = ownershipService.findOwner(resource.target()).orElse(null);
        Map<UserId, List<EffectiveGrant>> reaching = grants.loadByUser(resource, now);
        List<User> users = userDirectory.all();
        List<UserWithAccess> userAccesses = users.stream()
                .flatMap(
                        user -> userAccess(
                                user,
                                reaching.getOrDefault(user.id(), List.of()),
                                resource,
                                user.id().equals(owner),
                                now)
                                .stream())
                .toList();
        return new ResourceAccessReport(
                users.stream()
                        .filter(user -> user.id().equals(owner))
                        .findFirst()
                        .orElse(null),
                userAccesses,
                changesAt(userAccesses, now));
    }

    private static Optional<UserWithAccess> userAccess(
            User user, List<EffectiveGrant> effectiveGrant, ResourceAttributes resource, boolean owner, Instant now) {
        Set<ActionTarget> owned = owner ? Set.of(resource.target()) : Set.of();
        EffectivePermissions effectivePermissions = EffectivePermissions.of(
                new Subject(
                        user.id(),
                        user.isActive(),
                        user.isAdministrator(),
                        effectiveGrant.stream().map(EffectiveGrant::grant).toList(),
                        owned),
                now);
        List<AccessPath> accessPaths = accessPaths(user, effectiveGrant, resource, owned, now);
        return accessPaths.isEmpty()
                ? Optional.empty()
                : Optional.of(new UserWithAccess(
                        user,
                        effectivePermissions
                                .decide(resource.readPermission(), resource)
                                .isAllowed(),
                        accessPaths));
    }

    private static List<AccessPath> accessPaths(
            User user,
            List<EffectiveGrant> effectiveGrant,
            ResourceAttributes resource,
            Set<ActionTarget> owned,
            Instant now) {
        if (!user.isActive()) {
            return List.of();
        }
        if (user.isAdministrator()) {
            return List.of(new AccessPath.ByAdministratorRole());
        }
        List<AccessPath> accessPaths = new ArrayList<>();
        for (EffectiveGrant each : effectiveGrant) {
            GrantTerms grantTerms = each.grant().terms();
            if (grantTerms.role().includes(resource.readPermission()) && grantTerms.selects(resource, owned)) {
                @Nullable Instant opens = grantTerms.nextStart(now).orElse(null);
                if (opens != null || grantTerms.isActiveAt(now)) {
                    accessPaths.add(new AccessPath.ByGrant(each.grant().id(), grantTerms, each.group(), opens));
                }
            }
        }
        accessPaths.sort(ACTIVE_FIRST);
        return accessPaths;
    }

    private static @Nullable Instant changesAt(List<UserWithAccess> userAccesses, Instant now) {
        return userAccesses.stream()
                .flatMap(userWithAccess -> userWithAccess.paths().stream())
                .flatMap(accessPath ->
                        accessPath instanceof AccessPath.ByGrant by ? Stream.of(by.terms()) : Stream.empty())
                .distinct()
                .flatMap(grantTerms -> grantTerms.nextChange(now).stream())
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
