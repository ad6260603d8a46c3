package org.stackdeck.ui.commands;

/**
 * An entry of the command palette.
 *
 * @param key identifies the page, server or other object in the list of recent commands; empty for a command that is
 *     not listed there
 * @param icon ID of the symbol in {@code icons.svg}
 * @param detail additional text; for a disabled entry, the reason; may be empty
 * @param effect effect of running the entry
 */
public record Command(String key, String icon, String label, String detail, Effect effect) {

    /** Effect of running an entry of the palette. */
    public sealed interface Effect {

        /** Closes the palette and runs the task. */
        record Run(Runnable task) implements Effect {}

        /** Replaces the search text, so that the user can complete it. */
        record Complete(String text) implements Effect {}

        /** Does nothing, because the action is not available. */
        record Disabled() implements Effect {}
    }

    boolean isEnabled() {
        return !(effect instanceof Effect.Disabled);
    }
}
