package org.stackdeck.ui.launch;

import com.vaadin.flow.router.QueryParameters;
import java.util.Optional;
import java.util.UUID;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.operations.OperationId;

/** What the address of the launch page asks for; anybody can have written it. */
record LaunchAddress(QueryParameters asked) {

    private static final int LONGEST = 255;

    /** Whether it names the project, or its cloud. */
    boolean asksFor(Project project) {
        Optional<String> id = asked.getSingleParameter(LaunchNavigation.PROJECT);
        Optional<String> cloud = asked.getSingleParameter(LaunchNavigation.CLOUD);
        return (id.isPresent() || cloud.isPresent())
                && id.map(project.id().value()::equals).orElse(true)
                && cloud.map(project.cloud().value()::equals).orElse(true);
    }

    /** The server that another is to be like. */
    Optional<ServerKey> like() {
        return sound(LaunchNavigation.CLOUD)
                .flatMap(cloud ->
                        sound(LaunchNavigation.LIKE).map(id -> new ServerKey(new CloudName(cloud), new ServerId(id))));
    }

    /** The operation that made no server, and is to be asked for once more. */
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
