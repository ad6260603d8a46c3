package org.stackdeck.ui.servers.state;

import org.stackdeck.ui.ViewLogic;

/** Visual category of a state. Its CSS class sets the color. */
@ViewLogic
public enum StateTone {
    RUNNING("running"),
    MOVING("moving"),
    ATTENTION("attention"),
    ERROR("error"),
    REST("rest");

    private final String cssClass;

    StateTone(String cssClass) {
        this.cssClass = cssClass;
    }

    public String cssClass() {
        return cssClass;
    }
}
