package org.stackdeck.ui.servers.views;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.Locale;
import java.util.function.Consumer;
import org.stackdeck.preferences.SavedViewException;
import org.stackdeck.preferences.SavedViewName;
import org.stackdeck.ui.component.dialog.FormDialog;
import org.stackdeck.ui.i18n.Messages;

/** Dialog that requests the name of a view. */
final class ServerViewNameDialog extends FormDialog {

    private final TextField name = new TextField();

    /**
     * @param before current name, or suggested name of a new view; may be empty
     * @param save called with the name; may throw {@link SavedViewException}
     */
    ServerViewNameDialog(Messages messages, String title, String before, Consumer<SavedViewName> save) {
        super(messages, title, "420px");
        name.setLabel(messages.text("servers.views.name"));
        name.setMaxLength(SavedViewName.MAX_LENGTH);
        name.setAutocomplete(Autocomplete.OFF);
        name.setManualValidation(true);
        name.setValueChangeMode(ValueChangeMode.EAGER);
        name.setValue(before);
        name.addKeyPressListener(Key.ENTER, _ -> submit(save));
        addFields(name);
        addButtons("servers.views.submit", () -> submit(save));
        name.focus();
    }

    static String errorKey(SavedViewException.Reason reason) {
        return "servers.views.error." + reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void submit(Consumer<SavedViewName> save) {
        if (!isOpened()) {
            return;
        }
        SavedViewName viewName = SavedViewName.parse(name.getValue()).orElse(null);
        if (viewName == null) {
            showError("servers.views.error.name");
            return;
        }
        try {
            save.accept(viewName);
            close();
        } catch (SavedViewException e) {
            showError(errorKey(e.reason()));
        }
    }

    private void showError(String key) {
        check(name, false, key, SavedViewName.MAX_LENGTH);
        name.focus();
    }
}
