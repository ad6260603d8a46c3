package org.stackdeck.ui.launch.form;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.launch.InvalidNewServerException.Field;
import org.stackdeck.operations.LaunchService;
import org.stackdeck.ui.i18n.Messages;

final class NameAndCountFields extends Div {

    private static final int MAX_NAME_LENGTH = 255;

    private final TextField name = new TextField();
    private final IntegerField count = new IntegerField();

    NameAndCountFields(Messages messages, LaunchFieldErrors validation) {
        addClassName("naming");
        name.setLabel(messages.text("launch.field.name"));
        name.setRequiredIndicatorVisible(true);
        name.setWidthFull();
        name.setAutocomplete(Autocomplete.OFF);
        name.setMaxLength(MAX_NAME_LENGTH);
        name.setManualValidation(true);
        name.setValueChangeMode(ValueChangeMode.EAGER);
        count.setLabel(messages.text("launch.field.count"));
        count.setRequiredIndicatorVisible(true);
        count.setValue(1);
        count.setMin(1);
        count.setMax(LaunchService.MAX_COUNT);
        count.setStepButtonsVisible(true);
        count.setManualValidation(true);
        count.setValueChangeMode(ValueChangeMode.EAGER);
        validation.add(Field.NAME, name, null);
        validation.add(Field.COUNT, count, null);
        add(name, count);
    }

    String name() {
        return name.getValue();
    }

    /** Returns null if the input is not a number. */
    @Nullable
    Integer count() {
        return count.getValue();
    }

    void setName(String value) {
        name.setValue(value);
    }

    void setNameHint(String names) {
        name.setHelperText(names);
    }

    void focus() {
        name.focus();
    }
}
