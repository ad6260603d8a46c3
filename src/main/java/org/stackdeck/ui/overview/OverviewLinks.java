package org.stackdeck.ui.overview;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import java.util.Map;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.server.ServerStateGroup;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.operations.OperationsView;
import org.stackdeck.ui.servers.navigation.ServerRoutes;
import org.stackdeck.ui.servers.search.ServerGridQuery;

/** Creates links from the overview page to the pages with the details. */
final class OverviewLinks {

    private OverviewLinks() {}

    static String servers(ServerStateGroup group) {
        return path(
                ServerRoutes.PATH, ServerGridQuery.ALL.withToggledState(group).toParameters());
    }

    static String servers(Project project) {
        return path(
                ServerRoutes.PATH,
                Map.of("cloud", project.cloud().value(), "project", project.id().value()));
    }

    /** Returns the path of the operations page, filtered by the target of the operation. */
    static String operations(Operation operation) {
        return path(OperationsView.PATH, Map.of("q", operation.target().idText()));
    }

    static String failedOperations() {
        return path(OperationsView.PATH, Map.of("state", Operation.State.FAILED.name()));
    }

    static Anchor link(String path, String text, String classes) {
        Anchor link = new Anchor(path, text);
        link.setClassName(classes);
        return link;
    }

    private static String path(String path, Map<String, String> parameters) {
        return new Location(path, QueryParameters.simple(parameters)).getPathWithQueryParameters();
    }
}
