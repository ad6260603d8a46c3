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
        return exception instanceof CloudRequestLimitExceededException exceeded
                ? messages.text(
                        switch (exceeded.limit()) {
                            case REQUESTS -> "servers.too-many-questions";
                            case OPERATIONS -> "servers.too-many-operations";
                            case UPLOADS -> "servers.too-many-uploads";
                        })
                : String.valueOf(exception.getMessage());
    }
}
