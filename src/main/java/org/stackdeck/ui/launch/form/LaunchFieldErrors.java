package org.stackdeck.ui.launch.form;

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
import org.stackdeck.cloud.launch.InvalidNewServerException.Field;

/**
 * Validation errors of the fields of the form. A field shows its error after the user has changed it. After the form
 * has been validated, all fields show their errors. An error that {@link #reject} has set remains until the field
 * changes or {@link #clearRejections} is called.
 */
final class LaunchFieldErrors {

    private final Map<Field, FieldFeedback> feedback = new EnumMap<>(Field.class);
    private final Map<Field, String> rejections = new EnumMap<>(Field.class);
    private final Set<Field> changedFields = EnumSet.noneOf(Field.class);
    private final Runnable changed;

    private record FieldFeedback(Consumer<String> setError, Runnable focus) {}

    /** @param changed runs after each change of a field */
    LaunchFieldErrors(Runnable changed) {
        this.changed = changed;
    }

    /** @param within section to open before the field receives the focus; null for none */
    <C extends Component & HasValidation & Focusable<?> & HasValue<?, ?>> void add(
            Field field, C component, @Nullable Details within) {
        component.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                markChanged(field);
            } else {
                changed.run();
            }
        });
        add(
                field,
                reason -> {
                    component.setErrorMessage(reason);
                    component.setInvalid(!reason.isEmpty());
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
     * @param setError receives the error, or an empty string
     */
    void add(Field field, Consumer<String> setError, Runnable focus) {
        feedback.put(field, new FieldFeedback(setError, focus));
    }

    void markChanged(Field field) {
        changedFields.add(field);
        rejections.remove(field);
        changed.run();
    }

    /** Returns false if the user has changed the field, or if the form was validated or the field rejected. */
    boolean isUnchanged(Field field) {
        return !changedFields.contains(field);
    }

    void markAllChanged() {
        changedFields.addAll(feedback.keySet());
    }

    /** Sets an error that the validation of the form cannot detect. */
    void reject(Field field, String reason) {
        changedFields.add(field);
        rejections.put(field, reason);
    }

    void clearRejections() {
        rejections.clear();
    }

    /** @param problems errors of all fields, including unchanged fields */
    void update(Map<Field, String> problems) {
        feedback.forEach((field, fieldFeedback) -> {
            String reason = rejections.getOrDefault(field, problems.getOrDefault(field, ""));
            fieldFeedback.setError().accept(changedFields.contains(field) ? reason : "");
        });
    }

    void focusFirst(Set<Field> fields) {
        fields.stream()
                .sorted()
                .map(feedback::get)
                .filter(fieldFeedback -> fieldFeedback != null)
                .findFirst()
                .ifPresent(fieldFeedback -> fieldFeedback.focus().run());
    }
}
