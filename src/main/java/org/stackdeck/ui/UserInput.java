package org.stackdeck.ui;

import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.function.SerializableConsumer;

/** Distinguishes values that the user enters from those that pages set. */
public final class UserInput {

    private UserInput() {}

    /** Calls the task with the new value after each change of the field by the user. */
    public static <V> void onChange(HasValue<?, V> field, SerializableConsumer<V> task) {
        field.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                task.accept(event.getValue());
            }
        });
    }
}
