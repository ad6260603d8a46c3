package org.stackdeck.operations;

/** The requested action is not available and was not performed. */
public class ActionRefusedException extends RuntimeException {

    private final transient ActionAvailability availability;

    public ActionRefusedException(ActionAvailability actionAvailability) {
        super("refused: " + actionAvailability);
        this.availability = actionAvailability;
    }

    /** Returns the reason, never {@link ActionAvailability.Available}. */
    public ActionAvailability availability() {
        return availability;
    }
}
