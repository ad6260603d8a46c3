package org.stackdeck.notices;

import java.util.UUID;

/** Identifies a notice. */
public record NoticeId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
