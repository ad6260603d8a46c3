package org.stackdeck.inventory.resource;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.client.RequestOrigin;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.Freshness;

/** Loads lists on request, and returns the resources that the user may see or that are attached to a server. */
final class VisibleResourcesLoader {

    private final AccessDecisionService accessDecisionService;
    private final VisibleResourcesFilter filter;
    private final Clock clock;
    private final ConcurrentListLoader listLoader = new ConcurrentListLoader();
    private final Function<ResourceKind, Stream<ResourceListPoller>> pollers;

    /** @param pollers returns the lists of a kind in all clouds */
    VisibleResourcesLoader(
            AccessDecisionService accessDecisionService,
            VisibleResourcesFilter filter,
            Clock clock,
            Function<ResourceKind, Stream<ResourceListPoller>> pollers) {
        this.accessDecisionService = accessDecisionService;
        this.filter = filter;
        this.clock = clock;
        this.pollers = pollers;
    }

    VisibleResources load(ResourceKind kind, UserId viewer, Predicate<CloudName> selected) {
        EffectivePermissions permissions = accessDecisionService.permissions(viewer);
        RequestOrigin.USER.call(() -> {
            coveredPollers(kind, permissions, selected).forEach(ResourceListPoller::refresh);
            return kind;
        });
        EffectivePermissions current = currentPermissions(viewer);
        return filter.apply(ResourceListPoller.states(coveredPollers(kind, current, selected)), current);
    }

    /** Loads the lists at the same time. The result for a list that was not loaded in time is incomplete. */
    Map<ResourceKind, VisibleResources> loadAll(Set<ResourceKind> kinds, UserId viewer, Predicate<CloudName> selected) {
        EffectivePermissions permissions = accessDecisionService.permissions(viewer);
        Set<ResourceListPoller> overdue = listLoader.load(kinds.stream()
                .flatMap(kind -> coveredPollers(kind, permissions, selected))
                .toList());
        EffectivePermissions current = currentPermissions(viewer);
        return kinds.stream().collect(Collectors.toMap(Function.identity(), kind -> {
            List<ResourceListPoller> lists =
                    coveredPollers(kind, current, selected).toList();
            Map<CloudName, ResourceListState> states = ResourceListPoller.states(lists.stream());
            lists.stream()
                    .filter(overdue::contains)
                    .forEach(list -> states.put(list.cloud(), list.state().withFreshness(Freshness::incomplete)));
            return filter.apply(states, current);
        }));
    }

    /** @param lists the lists in the cloud of the server, by kind */
    AttachedResources loadAttached(Server server, Map<ResourceKind, ResourceListPoller> lists) {
        listLoader.load(lists.values());
        return AttachedResources.of(
                server,
                lists.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, list -> list.getValue().state())),
                clock.instant());
    }

    /** Returns the permissions from the database, because the grants may have changed during the requests. */
    private EffectivePermissions currentPermissions(UserId viewer) {
        return accessDecisionService.permissions(accessDecisionService.loadSubject(viewer));
    }

    /** Returns the lists that can contain resources that a user with the permissions may see. */
    Stream<ResourceListPoller> coveredPollers(ResourceKind kind, EffectivePermissions permissions) {
        return permissions.coversKind(kind)
                ? pollers.apply(kind).filter(poller -> permissions.coversCloud(poller.cloud()))
                : Stream.empty();
    }

    private Stream<ResourceListPoller> coveredPollers(
            ResourceKind kind, EffectivePermissions permissions, Predicate<CloudName> selected) {
        return coveredPollers(kind, permissions).filter(poller -> selected.test(poller.cloud()));
    }
}
