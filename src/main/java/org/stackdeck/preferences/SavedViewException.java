package org.stackdeck.preferences;

/** A view cannot be saved or shared. */
public class SavedViewException extends RuntimeException {

    private final Reason reason;

    public enum Reason {
        NAME_TAKEN,
        TOO_MANY,
        TOO_LARGE,
        UNKNOWN,
        /** The name or the content was changed after the caller loaded the view. */
        CHANGED,
        SHARING_FORBIDDEN,
        TOO_MANY_SHARED,
        DEFAULT_TAKEN
    }

    public SavedViewException(Reason reason) {
        super("the view cannot be saved: " + reason);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
