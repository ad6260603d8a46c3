package org.stackdeck.ui.launch;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.launchtemplates.LaunchTemplate;
import org.stackdeck.operations.Operation;

/** Paths of the launch page and navigation to the page. */
public final class LaunchRoutes {

    public static final String PATH = "servers/new";

    static final String CLOUD = "cloud";
    static final String PROJECT = "project";
    static final String IMAGE = "image";
    static final String SIMILAR_TO = "like";
    static final String LAUNCH_TEMPLATE = "recipe";
    static final String FAILED_OPERATION = "again";

    private LaunchRoutes() {}

    /**
     * Returns the path of the launch page.
     *
     * @param cloud name of the cloud to select; null for none
     * @param project ID of the project to select; null for none
     */
    public static String path(@Nullable String cloud, @Nullable String project) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (cloud != null) {
            parameters.put(CLOUD, cloud);
        }
        if (project != null) {
            parameters.put(PROJECT, project);
        }
        return new Location(PATH, QueryParameters.simple(parameters)).getPathWithQueryParameters();
    }

    /**
     * Navigates to the form with the image selected.
     *
     * @param project the project of the image, or a project that has accepted the image; null if the image is published
     * and the user may create servers in none of these projects
     */
    public static void navigateToLaunchFrom(UI ui, CloudName cloud, @Nullable ProjectId project, String image) {
        Map<String, String> parameters = new LinkedHashMap<>(Map.of(CLOUD, cloud.value(), IMAGE, image));
        if (project != null) {
            parameters.put(PROJECT, project.value());
        }
        ui.navigate(PATH, QueryParameters.simple(parameters));
    }

    /**
     * Navigates to the form with the request of a failed or cancelled launch. If the request is not available, but the
     * user can see the server, the form contains a copy of the server.
     */
    static void navigateToRelaunch(UI ui, Operation failed) {
        ui.navigate(
                PATH,
                QueryParameters.simple(Map.of(
                        FAILED_OPERATION, failed.id().toString(),
                        CLOUD, failed.server().cloud().value(),
                        PROJECT, failed.project().value(),
                        SIMILAR_TO, failed.server().id().value())));
    }

    /** Navigates to the form with the launch template selected. */
    static void navigateToTemplate(UI ui, LaunchTemplate template) {
        ui.navigate(
                PATH,
                QueryParameters.simple(Map.of(
                        CLOUD, template.cloud().value(),
                        PROJECT, template.project().value(),
                        LAUNCH_TEMPLATE, template.id().toString())));
    }

    /** Navigates to the form with a copy of the server. */
    static void navigateToSimilar(UI ui, ServerKey like) {
        ui.navigate(
                PATH,
                QueryParameters.simple(Map.of(
                        CLOUD, like.cloud().value(), SIMILAR_TO, like.id().value())));
    }
}
