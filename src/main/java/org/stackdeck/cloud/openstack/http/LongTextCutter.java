package org.stackdeck.cloud.openstack.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Cuts long strings of a JSON document while it is received, because the properties of one image can have many megabytes
 * that Stackdeck does not need. The result is valid JSON if the document is. Not thread-safe.
 */
final class LongTextCutter {

    private static final byte[] ELLIPSIS = "…".getBytes(StandardCharsets.UTF_8);
    /** Number of characters after the backslash and the letter of a Unicode escape. */
    private static final int UNICODE_ESCAPE_DIGITS = 4;

    private final int maxBytes;
    private boolean inString;
    private boolean cutting;
    private boolean escaped;
    private int digitsLeft;
    private int length;

    /** @param maxBytes number of bytes of a string, including its escapes, after which it is cut */
    LongTextCutter(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Returns the next part of the document without the parts of long strings. */
    ByteBuffer cut(ByteBuffer part) {
        ByteBuffer kept = ByteBuffer.allocate(part.remaining() + ELLIPSIS.length);
        while (part.hasRemaining()) {
            byte next = part.get();
            if (keeps(next, kept)) {
                kept.put(next);
            }
        }
        return kept.flip();
    }

    private boolean keeps(byte next, ByteBuffer kept) {
        if (!inString) {
            inString = next == '"';
            length = 0;
            return true;
        }
        if (isEnd(next)) {
            inString = false;
            cutting = false;
            return true;
        }
        if (!cutting && length >= maxBytes && isBoundary(next)) {
            cutting = true;
            kept.put(ELLIPSIS);
        }
        length++;
        advance(next);
        return !cutting;
    }

    private boolean isEnd(byte next) {
        return next == '"' && !escaped;
    }

    /** Returns whether a character or an escape begins here. */
    private boolean isBoundary(byte next) {
        return !escaped && digitsLeft == 0 && (next & 0xC0) != 0x80;
    }

    private void advance(byte next) {
        if (escaped) {
            escaped = false;
            digitsLeft = next == 'u' ? UNICODE_ESCAPE_DIGITS : 0;
        } else if (digitsLeft > 0) {
            digitsLeft--;
        } else {
            escaped = next == '\\';
        }
    }
}
