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
import org.stackdeck.operations.OperationId;
import org.stackdeck.operations.RelaunchParameters;

/** Query parameters of the launch page. The values are untrusted. */
record LaunchPageParameters(QueryParameters parameters) {

    private static final int MAX_PARAMETER_LENGTH = 255;

    /**
     * Returns whether the parameters contain a cloud or a project, and the project has the cloud and the ID that they
     * contain.
     */
    private boolean matches(Project project) {
        Optional<String> id = parameters.getSingleParameter(LaunchRoutes.PROJECT);
        Optional<String> cloud = parameters.getSingleParameter(LaunchRoutes.CLOUD);
        return (id.isPresent() || cloud.isPresent())
                && id.map(project.id().value()::equals).orElse(true)
                && cloud.map(project.cloud().value()::equals).orElse(true);
    }

    /** Returns the server to copy; empty if the parameters contain none or are invalid. */
    Optional<ServerKey> similarTo() {
        return validParameter(LaunchRoutes.CLOUD)
                .flatMap(cloud -> validParameter(LaunchRoutes.SIMILAR_TO)
                        .map(id -> new ServerKey(new CloudName(cloud), new ServerId(id))));
    }

    /** Returns the failed or cancelled launch to repeat; empty if the parameters contain none or the ID is invalid. */
    Optional<OperationId> failedOperation() {
        try {
            return validParameter(LaunchRoutes.FAILED_OPERATION).map(id -> new OperationId(UUID.fromString(id)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns the ID of the image to select. The form shows an error if the project cannot use the image. */
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
     * Returns the project of the failed launch, else the project of the similar server, else the project in the URL. If
     * this project is not in the list, returns the first project of the list.
     *
     * @param projects not empty
     */
    Project initialProject(List<Project> projects, Optional<RelaunchParameters> failed, Optional<Server> similar) {
        return projects.stream()
                .filter(project -> failed.map(before -> before.cloud().equals(project.cloud())
                                && before.project().equals(project.id()))
                        .or(() -> similar.map(server -> server.project().equals(project)))
                        .orElseGet(() -> matches(project)))
                .findFirst()
                .orElse(projects.getFirst());
    }
}
