package org.stackdeck.ui.admin.clouds;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.dom.Element;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.stackdeck.cloud.connection.InvalidSettingsException;
import org.stackdeck.cloud.connection.PastedSettings;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/**
 * Field for a text with settings, which the user pastes or reads from a file. The field is cleared after the text has
 * been parsed.
 */
final class PasteField extends Div {

    /** Reads the file in the browser, which then sends the content like a pasted text. */
    private static final String READ_FILE = """
            this.addEventListener('change', async () => {
              const file = this.files[0];
              if (file) {
                const tooLarge = file.size > $1;
                if (!tooLarge) {
                  $0.value = await file.text();
                }
                $0.dispatchEvent(new CustomEvent(tooLarge ? 'sd-file-too-large' : 'sd-file-read'));
              }
              this.value = '';
            });""";

    private final Messages messages;
    private final transient Function<String, List<PastedSettings>> parser;
    private final transient Consumer<PastedSettings> receiver;
    private final TextArea text = new TextArea();
    private final Button use;
    private final Select<PastedSettings> entries = new Select<>();
    private final Div note = StyledElements.div("muted");

    /** @param receiver receives the only entry, or the entry that the user selects */
    PasteField(Messages messages, Function<String, List<PastedSettings>> parser, Consumer<PastedSettings> receiver) {
        this.messages = messages;
        this.parser = parser;
        this.receiver = receiver;
        addClassName("fields");
        text.setLabel(messages.text("clouds.paste"));
        text.setHelperText(messages.text("clouds.paste.note"));
        text.setMaxLength(PastedSettings.MAX_LENGTH);
        text.setMinRows(3);
        text.setMaxRows(6);
        text.setManualValidation(true);
        text.addClassName("code-area");
        // Enables the button before the user leaves the field.
        text.setValueChangeMode(ValueChangeMode.LAZY);
        use = new Button(messages.text("clouds.paste.use"), _ -> parse());
        use.setEnabled(false);
        text.addValueChangeListener(event -> {
            use.setEnabled(!event.getValue().isBlank());
            text.setInvalid(false);
        });
        text.getElement().addEventListener("sd-file-read", _ -> parse()).synchronizeProperty("value");
        text.getElement()
                .addEventListener(
                        "sd-file-too-large",
                        _ -> showError(messages.text("clouds.paste.too-large", PastedSettings.MAX_LENGTH / 1024)));
        entries.setLabel(messages.text("clouds.paste.entry"));
        entries.setItemLabelGenerator(PastedSettings::name);
        entries.setVisible(false);
        entries.addValueChangeListener(event -> {
            if (event.getValue() != null) {
                accept(event.getValue());
            }
        });
        Element file = new Element("input");
        file.setAttribute("type", "file");
        file.setAttribute("accept", ".yaml,.yml,.json,.sh,.txt");
        file.setAttribute("hidden", "");
        file.executeJs(READ_FILE, text, PastedSettings.MAX_LENGTH);
        Button choose = new Button(messages.text("clouds.paste.file"));
        choose.getElement().executeJs("this.addEventListener('click', () => $0.click())", file);
        Div buttons = StyledElements.div("card-buttons", use, choose);
        buttons.getElement().appendChild(file);
        note.setVisible(false);
        add(text, buttons, entries, note);
    }

    void focus() {
        text.focus();
    }

    private void parse() {
        text.setInvalid(false);
        try {
            List<PastedSettings> found = parser.apply(text.getValue());
            text.clear();
            entries.setItems(found);
            entries.setVisible(found.size() > 1);
            if (found.size() == 1) {
                accept(found.getFirst());
            } else {
                entries.focus();
            }
        } catch (InvalidSettingsException e) {
            showError(ConnectionMessages.text(messages, e.remark()));
        }
    }

    private void showError(String error) {
        text.setInvalid(true);
        text.setErrorMessage(error);
    }

    private void accept(PastedSettings settings) {
        note.setVisible(!settings.ignoredKeys().isEmpty());
        note.setText(messages.text("clouds.paste.ignored", String.join(", ", settings.ignoredKeys())));
        receiver.accept(settings);
    }
}
