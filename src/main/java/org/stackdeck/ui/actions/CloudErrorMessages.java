package org.stackdeck.ui.actions;

import org.stackdeck.cloud.CloudException;
import org.stackdeck.operations.CloudRequestLimitExceededException;
import org.stackdeck.ui.i18n.Messages;

/**
 * Returns messages for users about cloud errors: a localized text if a limit of Stackdeck rejected the request,
 * otherwise the message of the exception.
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
