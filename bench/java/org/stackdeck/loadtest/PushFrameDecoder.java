package org.stackdeck.loadtest;

import java.util.ArrayList;
import java.util.List;

/**
 * Extracts messages from the frames of one push connection, in which each message is preceded by its length. Not
 * thread-safe.
 */
final class PushFrameDecoder {

    private final StringBuilder buffer = new StringBuilder();
    private boolean handshakeReceived;
    private long currentSecond;
    private int framesInSecond;

    /** Counts a frame. Returns the number of frames in the same second. */
    int count(long arrivedAt) {
        if (arrivedAt / 1000 != currentSecond) {
            currentSecond = arrivedAt / 1000;
            framesInSecond = 0;
        }
        return ++framesInSecond;
    }

    /** Returns the messages that are completed by this frame, without Atmosphere's handshake and heartbeats. */
    List<String> decode(String frame) {
        buffer.append(frame);
        List<String> messages = new ArrayList<>();
        int separator = buffer.indexOf("|");
        while (separator > 0) {
            int end = separator
                    + 1
                    + Integer.parseInt(buffer.substring(0, separator).strip());
            if (buffer.length() < end) {
                return messages;
            }
            String message = buffer.substring(separator + 1, end);
            buffer.delete(0, end);
            if (!handshakeReceived) {
                handshakeReceived = true;
            } else if (message.startsWith("{")) {
                messages.add(message);
            }
            separator = buffer.indexOf("|");
        }
        return messages;
    }
}
