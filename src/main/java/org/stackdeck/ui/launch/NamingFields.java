package org.stackdeck.ui.launch;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.UnsuitableServerException.Field;
import org.stackdeck.operations.Launches;
import org.stackdeck.ui.component.Words;

/** Fields for the name and number of servers. */
final class NamingFields extends Div {

    private static final int LONGEST_NAME = 255;

    private final TextField name = new TextField();
    private final IntegerField count = new IntegerField();

    NamingFields(Words words, FieldSigns signs) {
        addClassName("naming");
        name.setLabel(words.say("launch.field.name"));
        name.setWidthFull();
        name.setAutocomplete(Autocomplete.OFF);
        name.setMaxLength(LONGEST_NAME);
        name.setManualValidation(true);
        name.setValueChangeMode(ValueChangeMode.EAGER);
        count.setLabel(words.say("launch.field.count"));
        count.setValue(1);
        count.setMin(1);
        count.setMax(Launches.MOST);
        count.setStepButtonsVisible(true);
        count.setManualValidation(true);
        count.setValueChangeMode(ValueChangeMode.EAGER);
        signs.add(Field.NAME, name, null);
        signs.add(Field.COUNT, count, null);
        add(name, count);
    }

    String name() {
        return name.getValue();
    }

    /** Null if the input is not a number. */
    @Nullable
    Integer count() {
        return count.getValue();
    }

    void call(String one) {
        name.setValue(one);
    }

    /** @param names hint about the resulting names */
    void show(String names) {
        name.setHelperText(names);
    }

    void focus() {
        name.focus();
    }
}
