package org.stackdeck.ui.resources.creation;

import com.vaadin.flow.component.textfield.IntegerField;
import org.stackdeck.ui.i18n.Messages;

/** Field for the number of resources that a dialog creates, 1 to 10. */
public final class ResourceCountField extends IntegerField {

    private static final int MAX = 10;

    public ResourceCountField(Messages messages) {
        super(messages.text("resources.create.count"));
        setMin(1);
        setMax(MAX);
        setValue(1);
        setStepButtonsVisible(true);
        setRequiredIndicatorVisible(true);
        String wrong = messages.text("resources.create.count.wrong", MAX);
        setI18n(new IntegerFieldI18n()
                .setRequiredErrorMessage(wrong)
                .setBadInputErrorMessage(wrong)
                .setMinErrorMessage(wrong)
                .setMaxErrorMessage(wrong));
    }

    /** Returns the number; 1 while the input is invalid. */
    public int count() {
        return isInvalid() || isEmpty() ? 1 : getValue();
    }
}
