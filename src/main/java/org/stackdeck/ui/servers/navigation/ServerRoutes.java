package org.stackdeck.ui.servers.navigation;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.QueryParameters;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.UserName;
import org.stackdeck.inventory.search.ServerSearchProperty;
import org.stackdeck.ui.servers.ServersView;

/** Paths of the server pages, and navigation to them. */
public final class ServerRoutes {

    public static final String PATH = ServersView.PATH;

    /** Path of the grid with all servers, even if the user has another start view. */
    public static final String ALL_SERVERS_PATH = PATH + "?view=all";

    public static final String USERS = "admin/users";

    private ServerRoutes() {}

    /** Navigates to the page that shows the servers as another user sees them. */
    public static void navigateToImpersonated(UI ui, UserName user) {
        ui.navigate(impersonatedPath(user));
    }

    public static String impersonatedPath(UserName user) {
        return USERS + "/" + user.value() + "/servers";
    }

    public static String serverPath(ServerKey server) {
        return PATH + "/" + UriUtils.encodePathSegment(server.cloud().value(), StandardCharsets.UTF_8) + "/"
                + UriUtils.encodePathSegment(server.id().value(), StandardCharsets.UTF_8);
    }

    public static String serverPath(ServerKey server, ServerTab tab) {
        return tab == ServerTab.OVERVIEW ? serverPath(server) : serverPath(server) + "/" + tab.pathSegment();
    }

    /** Returns the path of the grid with all servers, filtered by the property. */
    public static String searchPath(ServerSearchProperty property, String value) {
        return PATH + "?q=" + UriUtils.encode(property.key() + ":" + value, StandardCharsets.UTF_8);
    }

    public static String grantsPath(UserName user) {
        return "admin/grants?who=" + user.value();
    }

    /** Navigates to the grid with the start view of the user. */
    public static void navigateToStartView(UI ui) {
        ui.navigate(PATH);
    }

    /** Navigates to the grid with all servers, even if the user has another start view. */
    public static void navigateToAllServers(UI ui) {
        ui.navigate(PATH, QueryParameters.of("view", "all"));
    }

    /**
     * Navigates to the grid with the servers of one cloud or project.
     *
     * @param project null for all projects
     */
    public static void navigateToGrid(UI ui, CloudName cloud, @Nullable Project project) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("cloud", cloud.value());
        if (project != null) {
            parameters.put("project", project.id().value());
        }
        ui.navigate(PATH, QueryParameters.simple(parameters));
    }
}
