package org.stackdeck.ui.servers.state;

import org.stackdeck.cloud.server.ServerStateGroup;
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

    public static StateTone of(ServerStateGroup group) {
        return switch (group) {
            case RUNNING -> RUNNING;
            case MOVING -> MOVING;
            case ATTENTION -> ATTENTION;
            case ERROR -> ERROR;
            case OFF, PAUSED, SUSPENDED, SHELVED, UNKNOWN -> REST;
        };
    }

    public String cssClass() {
        return cssClass;
    }
}
