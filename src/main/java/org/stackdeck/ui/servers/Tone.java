package org.stackdeck.ui.servers;

import org.stackdeck.ui.ViewModel;

/** How loudly a state speaks; its word is the CSS class that gives the colour. */
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
