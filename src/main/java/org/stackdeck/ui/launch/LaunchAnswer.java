package org.stackdeck.ui.launch;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.NewServer;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.UnsuitableServerException;
import org.stackdeck.cloud.UnsuitableServerException.Field;
import org.stackdeck.cloud.UnsuitableServerException.Why;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.Answer;
import org.stackdeck.operations.Launches;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.servers.CloudSays;

/** Result of submitting a launch. */
sealed interface LaunchAnswer {

    /** @param name the requested name, without number */
    record Accepted(String name, List<Operation> operations) implements LaunchAnswer {

        public Accepted {
            operations = List.copyOf(operations);
        }
    }

    record Unsuitable(Field field, Why why) implements LaunchAnswer {}

    record Refused(Answer answer) implements LaunchAnswer {}

    /** @param message message of the cloud; may be empty */
    record Failed(String message) implements LaunchAnswer {}

    /** Submits the launch. Blocks, because the named resources are looked up in the cloud. */
    static LaunchAnswer to(
            Launches launches, Caller caller, Project project, NewServer server, int count, Words words) {
        try {
            return new Accepted(server.name(), launches.launch(caller, project.cloud(), project.id(), server, count));
        } catch (UnsuitableServerException e) {
            return new Unsuitable(e.field(), e.why());
        } catch (ActionRefusedException e) {
            return new Refused(e.answer());
        } catch (CloudException e) {
            return new Failed(e.getMessage() == null ? "" : CloudSays.of(e, words));
        } catch (RuntimeException e) {
            Logger log = LoggerFactory.getLogger(LaunchAnswer.class);
            log.warn("Could not submit a launch", e);
            return new Failed("");
        }
    }
}
