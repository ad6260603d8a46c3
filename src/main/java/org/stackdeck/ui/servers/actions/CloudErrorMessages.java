package org.stackdeck.ui.servers.actions;

import org.stackdeck.cloud.CloudException;
import org.stackdeck.operations.CloudRequestLimitExceededException;
import org.stackdeck.ui.i18n.Messages;

/**
 * Messages for users about cloud errors: the message of the cloud, or a localized text if Stackdeck itself rejected the
 * request.
 */
public final class CloudErrorMessages {

    private CloudErrorMessages() {}

    public static String message(CloudException exception, Messages messages) {
        return exception instanceof CloudRequestLimitExceededException
                ? messages.text("servers.too-many-questions")
                : String.valueOf(exception.getMessage());
    }
}
