package org.stackdeck.ui.launch;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.details.Details;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.UnsuitableServerException.Field;

/**
 * Validation errors of the form's fields. A field shows its error once the user changed it, all fields once the form is
 * submitted. An error from the server remains until its field changes.
 */
final class FieldSigns {

    private final Map<Field, Sign> signs = new EnumMap<>(Field.class);
    private final Map<Field, String> refused = new EnumMap<>(Field.class);
    private final Set<Field> touched = EnumSet.noneOf(Field.class);
    private final Runnable changed;

    private record Sign(Consumer<String> say, Runnable go) {}

    /** @param changed runs after each change of a field */
    FieldSigns(Runnable changed) {
        this.changed = changed;
    }

    /** @param within section to open so that the field is visible; null for none */
    <C extends Component & HasValidation & Focusable<?> & HasValue<?, ?>> void add(
            Field field, C component, @Nullable Details within) {
        component.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                touch(field);
            } else {
                changed.run();
            }
        });
        add(
                field,
                why -> {
                    component.setErrorMessage(why);
                    component.setInvalid(!why.isEmpty());
                },
                () -> {
                    if (within != null) {
                        within.setOpened(true);
                    }
                    component.focus();
                });
    }

    /**
     * Adds a field that consists of several components.
     *
     * @param say receives the error, or an empty text
     * @param go focuses the field
     */
    void add(Field field, Consumer<String> say, Runnable go) {
        signs.put(field, new Sign(say, go));
    }

    void touch(Field field) {
        touched.add(field);
        refused.remove(field);
        changed.run();
    }

    /** Returns whether the user has not changed the field. */
    boolean untouched(Field field) {
        return !touched.contains(field);
    }

    void touchAll() {
        touched.addAll(signs.keySet());
    }

    /** Sets an error that only the server can detect. */
    void refuse(Field field, String why) {
        touched.add(field);
        refused.put(field, why);
    }

    /** Removes all errors from the server. */
    void forgive() {
        refused.clear();
    }

    /** @param problems errors of all fields, changed or not */
    void show(Map<Field, String> problems) {
        signs.forEach((field, sign) -> {
            String why = refused.getOrDefault(field, problems.getOrDefault(field, ""));
            sign.say().accept(touched.contains(field) ? why : "");
        });
    }

    /** Focuses the first of these fields. */
    void goTo(Set<Field> fields) {
        fields.stream()
                .sorted()
                .map(signs::get)
                .filter(sign -> sign != null)
                .findFirst()
                .ifPresent(sign -> sign.go().run());
    }
}
