package org.stackdeck.ui.servers;

import org.stackdeck.ui.ViewModel;

/** Severity of a state. Its word is the CSS class that sets the color. */
@ViewModel
enum Tone {
    RUNNING("running"),
    MOVING("moving"),
    ATTENTION("attention"),
    ERROR("error"),
    REST("rest");

    private final String word;

    Tone(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
