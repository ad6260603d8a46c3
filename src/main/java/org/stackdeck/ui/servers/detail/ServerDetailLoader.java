package org.stackdeck.ui.servers.detail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.detail.ServerTimeline;
import org.stackdeck.operations.detail.ServerTimelineService;
import org.stackdeck.operations.detail.SoftDeletedServerLookup;
import org.stackdeck.platform.CoalescingTask;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.push.ThrottledTask;
import org.stackdeck.ui.push.UiPush;

/** Loads data from the cloud for the page of a server, without holding the session lock. */
@org.springframework.stereotype.Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
class ServerDetailLoader {

    private static final Logger LOG = LoggerFactory.getLogger(ServerDetailLoader.class);

    private final ServerTimelineService timelines;
    private final SoftDeletedServerLookup softDeletedServers;
    private final CurrentUser currentUser;
    private final UiPush uiPush;

    ServerDetailLoader(
            ServerTimelineService timelines,
            SoftDeletedServerLookup softDeletedServers,
            CurrentUser currentUser,
            UiPush uiPush) {
        this.timelines = timelines;
        this.softDeletedServers = softDeletedServers;
        this.currentUser = currentUser;
        this.uiPush = uiPush;
    }

    boolean mayBeSoftDeleted(ServerKey key) {
        return softDeletedServers.mayBeSoftDeleted(currentUser.caller(), key);
    }

    /** Returns a task that searches for the soft-deleted server in its cloud. */
    CoalescingTask softDeletedSearch(UI ui, Component page, ServerKey key, Consumer<Optional<Server>> handler) {
        Caller caller = currentUser.caller();
        Consumer<Optional<Server>> found = uiPush.latest(ui, page, handler);
        return new CoalescingTask("soft-deleted-server", () -> found.accept(findSoftDeleted(caller, key)));
    }

    /** Returns a task that loads the timeline at most once per {@link ServerTimelineService#MIN_REFRESH_INTERVAL}. */
    ThrottledTask timelineReload(UI ui, Component page, ServerKey key, Consumer<ServerTimeline> handler) {
        Caller caller = currentUser.caller();
        Consumer<ServerTimeline> loaded = uiPush.latest(ui, page, handler);
        return new ThrottledTask(
                ServerTimelineService.MIN_REFRESH_INTERVAL,
                () -> timelines.load(caller, key).ifPresent(loaded));
    }

    private Optional<Server> findSoftDeleted(Caller caller, ServerKey key) {
        try {
            return softDeletedServers.find(caller, key);
        } catch (CloudException e) {
            // Without this information, the page shows that the server was not found instead of offering to restore it.
            LOG.debug("Could not check whether {} is soft-deleted: {}", key, e.getMessage());
            return Optional.empty();
        }
    }
}
