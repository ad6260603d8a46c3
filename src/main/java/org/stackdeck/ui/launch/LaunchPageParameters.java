package org.stackdeck.ui.launch;

import com.vaadin.flow.router.QueryParameters;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.operations.FailedLaunchParameters;
import org.stackdeck.operations.OperationId;

/** Query parameters of the launch page; untrusted input. */
record LaunchPageParameters(QueryParameters parameters) {

    private static final int MAX_PARAMETER_LENGTH = 255;

    /** Returns whether the parameters contain a project, a cloud or both, and all of them match the given project. */
    private boolean matches(Project project) {
        Optional<String> id = parameters.getSingleParameter(LaunchRoutes.PROJECT);
        Optional<String> cloud = parameters.getSingleParameter(LaunchRoutes.CLOUD);
        return (id.isPresent() || cloud.isPresent())
                && id.map(project.id().value()::equals).orElse(true)
                && cloud.map(project.cloud().value()::equals).orElse(true);
    }

    /** Returns the server to copy; empty if the parameters contain none. */
    Optional<ServerKey> similarTo() {
        return validParameter(LaunchRoutes.CLOUD)
                .flatMap(cloud -> validParameter(LaunchRoutes.SIMILAR_TO)
                        .map(id -> new ServerKey(new CloudName(cloud), new ServerId(id))));
    }

    /** Returns the failed launch to repeat; empty if the parameters contain none. */
    Optional<OperationId> failedOperation() {
        try {
            return validParameter(LaunchRoutes.FAILED_OPERATION).map(id -> new OperationId(UUID.fromString(id)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns the ID of the image to select. The form shows an error if the project does not have it. */
    Optional<String> image() {
        return validParameter(LaunchRoutes.IMAGE);
    }

    Optional<String> template() {
        return parameters.getSingleParameter(LaunchRoutes.LAUNCH_TEMPLATE);
    }

    private Optional<String> validParameter(String parameter) {
        return parameters
                .getSingleParameter(parameter)
                .filter(value -> !value.isBlank() && value.length() <= MAX_PARAMETER_LENGTH);
    }

    /**
     * Returns the project of the failed launch or of the similar server. If there is neither, returns the project in
     * the URL, or else the first project.
     */
    Project initialProject(List<Project> projects, Optional<FailedLaunchParameters> failed, Optional<Server> similar) {
        return projects.stream()
                .filter(project -> failed.map(before -> before.cloud().equals(project.cloud())
                                && before.project().equals(project.id()))
                        .or(() -> similar.map(server -> server.project().equals(project)))
                        .orElseGet(() -> matches(project)))
                .findFirst()
                .orElse(projects.getFirst());
    }
}
