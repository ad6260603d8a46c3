package org.stackdeck.ui.launch;

import com.vaadin.flow.router.QueryParameters;
import java.util.Optional;
import java.util.UUID;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.operations.OperationId;

/** Query parameters of the launch page; untrusted input. */
record LaunchAddress(QueryParameters asked) {

    private static final int LONGEST = 255;

    /** Returns whether the parameters name the project or its cloud. */
    boolean asksFor(Project project) {
        Optional<String> id = asked.getSingleParameter(LaunchNavigation.PROJECT);
        Optional<String> cloud = asked.getSingleParameter(LaunchNavigation.CLOUD);
        return (id.isPresent() || cloud.isPresent())
                && id.map(project.id().value()::equals).orElse(true)
                && cloud.map(project.cloud().value()::equals).orElse(true);
    }

    /** Returns the server to copy. */
    Optional<ServerKey> like() {
        return sound(LaunchNavigation.CLOUD)
                .flatMap(cloud ->
                        sound(LaunchNavigation.LIKE).map(id -> new ServerKey(new CloudName(cloud), new ServerId(id))));
    }

    /** Returns the failed operation to run again. */
    Optional<OperationId> again() {
        try {
            return sound(LaunchNavigation.AGAIN).map(id -> new OperationId(UUID.fromString(id)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    Optional<String> recipe() {
        return asked.getSingleParameter(LaunchNavigation.RECIPE);
    }

    private Optional<String> sound(String parameter) {
        return asked.getSingleParameter(parameter).filter(value -> !value.isBlank() && value.length() <= LONGEST);
    }
}
