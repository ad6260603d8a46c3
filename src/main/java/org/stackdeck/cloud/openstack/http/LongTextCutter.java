package org.stackdeck.cloud.openstack.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Cuts long strings of a JSON document while it is received, because the properties of one image can have many
 * megabytes that Stackdeck does not use. The result is valid JSON if the document is. Not thread-safe.
 */
final class LongTextCutter {

    private static final byte[] ELLIPSIS = "…".getBytes(StandardCharsets.UTF_8);
    /** Number of hexadecimal digits in a Unicode escape. */
    private static final int UNICODE_ESCAPE_DIGITS = 4;

    /** Length of two Unicode escapes, in bytes. */
    private static final int MAX_PAIR_BYTES = 12;

    private final int maxBytes;
    private boolean inString;
    private boolean cutting;
    private boolean escaped;
    private int digitsLeft;
    private char escape;
    /** Whether the last escape is the first half of a surrogate pair. */
    private boolean halfPair;

    private int length;

    /** @param maxBytes number of bytes of a string, including its escapes, after which it is cut */
    LongTextCutter(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Returns the part of the document without the ends of long strings, in a new buffer. */
    ByteBuffer cut(ByteBuffer part) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        while (part.hasRemaining()) {
            byte next = part.get();
            if (keeps(next, kept)) {
                kept.write(next);
            }
        }
        return ByteBuffer.wrap(kept.toByteArray());
    }

    private boolean keeps(byte next, ByteArrayOutputStream kept) {
        if (!inString) {
            inString = next == '"';
            length = 0;
            return true;
        }
        if (isEnd(next)) {
            inString = false;
            cutting = false;
            halfPair = false;
            return true;
        }
        if (!cutting && length >= maxBytes && (isBoundary(next) || isOverdue(next))) {
            cutting = true;
            kept.writeBytes(ELLIPSIS);
        }
        length++;
        advance(next);
        return !cutting;
    }

    private boolean isEnd(byte next) {
        return next == '"' && !escaped;
    }

    /** Returns whether the byte begins a character, which can consist of one or two escapes. */
    private boolean isBoundary(byte next) {
        return !escaped && digitsLeft == 0 && !halfPair && (next & 0xC0) != 0x80;
    }

    /** Returns whether an escape begins so far beyond the limit that the escapes before it are unpaired surrogates. */
    private boolean isOverdue(byte next) {
        return next == '\\' && !escaped && digitsLeft == 0 && length >= maxBytes + MAX_PAIR_BYTES;
    }

    private void advance(byte next) {
        if (escaped) {
            escaped = false;
            digitsLeft = next == 'u' ? UNICODE_ESCAPE_DIGITS : 0;
            halfPair = false;
            escape = 0;
        } else if (digitsLeft > 0) {
            escape = (char) (escape << 4 | Math.max(0, Character.digit(next, 16)));
            digitsLeft--;
            halfPair = digitsLeft == 0 && Character.isHighSurrogate(escape);
        } else {
            escaped = next == '\\';
            halfPair &= escaped;
        }
    }
}
