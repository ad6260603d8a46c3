package org.stackdeck.ui.servers;

import org.stackdeck.cloud.CloudException;
import org.stackdeck.operations.TooManyQuestionsException;
import org.stackdeck.ui.component.Words;

/** What a cloud says that says no, in its own words; in the viewer's where the console says no in its place. */
public final class CloudSays {

    private CloudSays() {}

    public static String of(CloudException no, Words words) {
        return no instanceof TooManyQuestionsException
                ? words.say("servers.too-many-questions")
                : String.valueOf(no.getMessage());
    }
}
