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
 * Where each field says what is wrong with it: as soon as somebody has touched it, and all of them once the whole was asked
 * for. What was refused stands until its field is changed.
 */
final class FieldSigns {

    private final Map<Field, Sign> signs = new EnumMap<>(Field.class);
    private final Map<Field, String> refused = new EnumMap<>(Field.class);
    private final Set<Field> touched = EnumSet.noneOf(Field.class);
    private final Runnable changed;

    private record Sign(Consumer<String> say, Runnable go) {}

    /** @param changed is run when a person has changed a field */
    FieldSigns(Runnable changed) {
        this.changed = changed;
    }

    /** @param within what has to be open for it to be seen; null for nothing */
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
     * For a field that is made of several parts.
     *
     * @param say is told what is wrong, or an empty text
     * @param go leads there
     */
    void add(Field field, Consumer<String> say, Runnable go) {
        signs.put(field, new Sign(say, go));
    }

    void touch(Field field) {
        touched.add(field);
        refused.remove(field);
        changed.run();
    }

    /** Whether nobody has changed it. */
    boolean untouched(Field field) {
        return !touched.contains(field);
    }

    void touchAll() {
        touched.addAll(signs.keySet());
    }

    /** What only whoever was asked could know. */
    void refuse(Field field, String why) {
        touched.add(field);
        refused.put(field, why);
    }

    /** Forgets what was refused. */
    void forgive() {
        refused.clear();
    }

    /** @param problems of all fields, touched or not */
    void show(Map<Field, String> problems) {
        signs.forEach((field, sign) -> {
            String why = refused.getOrDefault(field, problems.getOrDefault(field, ""));
            sign.say().accept(touched.contains(field) ? why : "");
        });
    }

    /** Leads to the first of these fields. */
    void goTo(Set<Field> fields) {
        fields.stream()
                .sorted()
                .map(signs::get)
                .filter(sign -> sign != null)
                .findFirst()
                .ifPresent(sign -> sign.go().run());
    }
}
