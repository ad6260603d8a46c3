package org.stackdeck.ui.launch;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.launch.InvalidNewServerException;
import org.stackdeck.cloud.launch.InvalidNewServerException.Field;
import org.stackdeck.cloud.launch.InvalidNewServerException.Reason;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.LaunchService;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.actions.CloudErrorMessages;
import org.stackdeck.ui.i18n.Messages;

sealed interface LaunchSubmitResult {

    /** @param name the requested name, without a number */
    record Accepted(String name, List<Operation> operations) implements LaunchSubmitResult {

        public Accepted {
            operations = List.copyOf(operations);
        }
    }

    record Unsuitable(Field field, Reason why) implements LaunchSubmitResult {}

    record Refused(ActionAvailability answer) implements LaunchSubmitResult {}

    /** @param message message of the cloud; empty if there is none */
    record Failed(String message) implements LaunchSubmitResult {}

    /** Submits the launch. Blocks while the service finds the requested resources in the cloud. */
    static LaunchSubmitResult submit(
            LaunchService launchService,
            Caller caller,
            Project project,
            NewServer server,
            int count,
            Messages messages) {
        try {
            return new Accepted(
                    server.name(), launchService.launch(caller, project.cloud(), project.id(), server, count, null));
        } catch (InvalidNewServerException e) {
            return new Unsuitable(e.field(), e.reason());
        } catch (ActionRefusedException e) {
            return new Refused(e.availability());
        } catch (CloudException e) {
            return new Failed(e.getMessage() == null ? "" : CloudErrorMessages.message(e, messages));
        } catch (RuntimeException e) {
            Logger log = LoggerFactory.getLogger(LaunchSubmitResult.class);
            log.warn("Could not submit a launch", e);
            return new Failed("");
        }
    }
}
