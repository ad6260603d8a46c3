package org.stackdeck.ui.projects;

import java.nio.charset.StandardCharsets;
import org.springframework.web.util.UriUtils;
import org.stackdeck.cloud.Project;

/** Paths of the project pages. */
public final class ProjectRoutes {

    public static final String PATH = "projects";

    private ProjectRoutes() {}

    public static String projectPath(Project project) {
        return PATH + "/" + UriUtils.encodePathSegment(project.cloud().value(), StandardCharsets.UTF_8) + "/"
                + UriUtils.encodePathSegment(project.id().value(), StandardCharsets.UTF_8);
    }
}
