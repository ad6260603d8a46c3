package org.stackdeck.load;

import java.util.ArrayList;
import java.util.List;

/** Takes the messages out of the frames of one push connection: each says its length before it. For one thread. */
final class PushFrames {

    private final StringBuilder pending = new StringBuilder();
    private boolean greeted;
    private long second;
    private int inThisSecond;

    /** How many frames came in this one's second, this one included. */
    int count(long arrivedAt) {
        if (arrivedAt / 1000 != second) {
            second = arrivedAt / 1000;
            inThisSecond = 0;
        }
        return ++inThisSecond;
    }

    /** The messages that are whole with this; not Atmosphere's greeting, nor its heartbeats. */
    List<String> take(String text) {
        pending.append(text);
        List<String> messages = new ArrayList<>();
        int bar = pending.indexOf("|");
        while (bar > 0) {
            int end = bar + 1 + Integer.parseInt(pending.substring(0, bar).strip());
            if (pending.length() < end) {
                return messages;
            }
            String message = pending.substring(bar + 1, end);
            pending.delete(0, end);
            if (!greeted) {
                greeted = true;
            } else if (message.startsWith("{")) {
                messages.add(message);
            }
            bar = pending.indexOf("|");
        }
        return messages;
    }
}
