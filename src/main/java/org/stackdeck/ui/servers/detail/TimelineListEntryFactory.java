package org.stackdeck.ui.servers.detail;

import java.util.List;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.operations.ActionDurationEstimator;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.detail.ServerTimeline;
import org.stackdeck.operations.detail.ServerTimelineEntry;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.operations.RemainingTime;
import org.stackdeck.ui.operations.RerunActionSelector;
import org.stackdeck.ui.servers.timeline.TimelineListEntry;

/** Creates the displayed entries of a timeline, and runs their operations again. */
@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
class TimelineListEntryFactory {

    private final ViewerPermissions viewerPermissions;
    private final ActionDurationEstimator durationEstimator;
    private final RerunActionSelector rerunAction;

    TimelineListEntryFactory(
            ViewerPermissions viewerPermissions,
            ActionDurationEstimator durationEstimator,
            RerunActionSelector rerunAction) {
        this.viewerPermissions = viewerPermissions;
        this.durationEstimator = durationEstimator;
        this.rerunAction = rerunAction;
    }

    List<TimelineListEntry> create(ServerTimeline timeline, Server server) {
        TimelineListEntry.ViewerContext viewerContext = new TimelineListEntry.ViewerContext(
                viewerPermissions.id(),
                operation -> RemainingTime.of(operation, durationEstimator),
                rerunAction::labelKey);
        return timeline.entries().stream()
                .map(entry -> TimelineListEntry.of(entry, timeline, server, viewerContext))
                .toList();
    }

    void rerun(ServerTimeline timeline, TimelineListEntry entry) {
        for (ServerTimelineEntry serverTimelineEntry : timeline.entries()) {
            if (serverTimelineEntry instanceof ServerTimelineEntry.SubmittedOperation(Operation operation)
                    && operation.id().toString().equals(entry.id())) {
                rerunAction.run(operation);
            }
        }
    }
}
