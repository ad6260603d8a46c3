package org.stackdeck.ui.servers;

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

/** Paths of the server pages, and navigation to them. */
public final class ServersNavigation {

    public static final String PATH = ServersView.PATH;

    static final String USERS = "admin/users";

    private ServersNavigation() {}

    /** Navigates to the servers as another user sees them. */
    public static void toSeenAs(UI ui, UserName user) {
        ui.navigate(seenAs(user));
    }

    static String seenAs(UserName user) {
        return USERS + "/" + user.value() + "/servers";
    }

    /** Returns the path of a server's page. */
    public static String serverPath(ServerKey server) {
        return PATH + "/" + UriUtils.encodePathSegment(server.cloud().value(), StandardCharsets.UTF_8) + "/"
                + UriUtils.encodePathSegment(server.id().value(), StandardCharsets.UTF_8);
    }

    /** Returns the path of a tab of a server's page. */
    static String serverPath(ServerKey server, ServerTab tab) {
        return tab == ServerTab.OVERVIEW ? serverPath(server) : serverPath(server) + "/" + tab.word();
    }

    static String grantsOf(UserName user) {
        return "admin/grants?who=" + user.value();
    }

    /**
     * Navigates to the grid with the servers of one cloud or project.
     *
     * @param cloud null for all clouds
     * @param project null for all projects
     */
    public static void toGrid(UI ui, @Nullable CloudName cloud, @Nullable Project project) {
        Map<String, String> parameters = new HashMap<>();
        if (cloud != null) {
            parameters.put("cloud", cloud.value());
        }
        if (project != null) {
            parameters.put("project", project.id().value());
        }
        ui.navigate(PATH, QueryParameters.simple(parameters));
    }
}
