package org.stackdeck.ui.servers;

import org.stackdeck.cloud.CloudException;
import org.stackdeck.operations.TooManyQuestionsException;
import org.stackdeck.ui.component.Words;

/** Returns the error message of a cloud, or a localized text if Stackdeck itself rejected the request. */
public final class CloudSays {

    private CloudSays() {}

    public static String of(CloudException no, Words words) {
        return no instanceof TooManyQuestionsException
                ? words.say("servers.too-many-questions")
                : String.valueOf(no.getMessage());
    }
}
