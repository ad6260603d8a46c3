package org.stackdeck.ui.servers.grid;

import java.time.Clock;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.identity.UserId;
import org.stackdeck.operations.ActionAvailabilityService;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.servers.live.ServerRowUpdates;
import org.stackdeck.ui.servers.search.SortedServersCache;

@Component
public class ServerGridModelFactory {

    private final ActionAvailabilityService actionAvailabilityService;
    private final ServerRowUpdates updates;
    private final SortedServersCache sortedServersCache;
    private final Clouds clouds;
    private final Clock clock;

    ServerGridModelFactory(
            ActionAvailabilityService actionAvailabilityService,
            ServerRowUpdates updates,
            SortedServersCache sortedServersCache,
            Clouds clouds,
            Clock clock) {
        this.actionAvailabilityService = actionAvailabilityService;
        this.updates = updates;
        this.sortedServersCache = sortedServersCache;
        this.clouds = clouds;
        this.clock = clock;
    }

    /**
     * @param viewer the user who views the grid
     * @param subject returns the user whose servers are shown, with their current grants
     */
    public ServerGridModel create(UserId viewer, Supplier<Subject> subject) {
        return new ServerGridModel(
                viewer,
                subject.get().user(),
                server -> actionAvailabilityService.checkAll(subject.get(), server),
                new RecentServerOperations(clock),
                new PendingServers(
                        clock, operation -> updates.isVisibleTo(subject.get(), operation), this::findProject),
                sortedServersCache);
    }

    private Project findProject(Operation operation) {
        CloudName cloud = operation.cloud();
        ProjectId id = operation.project();
        return clouds.project(cloud, id).orElseGet(() -> new Project(cloud, id, id.value()));
    }
}
