package org.stackdeck.ui;

import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.function.SerializableConsumer;

/** Registers listeners for values that the user enters, excluding values that pages set. */
public final class UserInputListeners {

    private UserInputListeners() {}

    /** Runs the task with the new value after each change by the user. */
    public static <V> void onChange(HasValue<?, V> field, SerializableConsumer<V> task) {
        field.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                task.accept(event.getValue());
            }
        });
    }

    /**
     * Saves the new value after each change by the user. If the task throws an exception, the field shows the previous
     * value again, and the error handler of the session reports the exception.
     */
    public static <V> void saveOnChange(HasValue<?, V> field, SerializableConsumer<V> save) {
        field.addValueChangeListener(event -> {
            if (!event.isFromClient()) {
                return;
            }
            try {
                save.accept(event.getValue());
            } catch (RuntimeException e) {
                field.setValue(event.getOldValue());
                throw e;
            }
        });
    }
}
