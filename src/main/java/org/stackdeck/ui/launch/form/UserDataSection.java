package org.stackdeck.ui.launch.form;

import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.util.List;
import org.stackdeck.cloud.launch.InvalidNewServerException.Field;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.ui.i18n.Messages;

/**
 * Section for user data, which cloud-init or a similar tool processes at the first boot. Shows the current and the
 * maximum size, and a hint if the format is unknown.
 */
final class UserDataSection extends LaunchFormSection {

    private static final int INPUT_DELAY_MILLIS = 300;
    /**
     * Prefixes of the formats that cloud-init supports (cloudinit.handlers.INCLUSION_TYPES_MAP), and of MIME messages.
     */
    private static final List<String> KNOWN_PREFIXES = List.of(
            "#cloud-config",
            "#!",
            "#include",
            "#part-handler",
            "#cloud-boothook",
            "## template:",
            "Content-Type:",
            "MIME-Version:",
            "From ");

    private final Messages messages;
    private final NumberFormat numbers;
    private final TextArea text = new TextArea();

    UserDataSection(Messages messages, LaunchFieldErrors validation) {
        super(messages.text("launch.user-data.title"));
        this.messages = messages;
        this.numbers = NumberFormat.getIntegerInstance(messages.locale());
        text.setLabel(messages.text("launch.field.user-data"));
        text.setPlaceholder("#cloud-config");
        text.setWidthFull();
        text.setMinRows(6);
        text.setMaxRows(18);
        text.setManualValidation(true);
        text.setValueChangeMode(ValueChangeMode.LAZY);
        text.setValueChangeTimeout(INPUT_DELAY_MILLIS);
        text.addClassName("code-area");
        text.getElement().setAttribute("spellcheck", "false");
        validation.add(Field.USER_DATA, text, this);
        setFields(text);
        updateSummary();
    }

    String value() {
        return text.getValue();
    }

    void updateSummary() {
        String value = text.getValue();
        int bytes = value.getBytes(StandardCharsets.UTF_8).length;
        String counted = messages.text(
                "launch.user-data.count", numbers.format(bytes), numbers.format(NewServer.MAX_USER_DATA_BYTES));
        boolean known = value.isBlank() || KNOWN_PREFIXES.stream().anyMatch(value::startsWith);
        text.setHelperText(known ? counted : counted + " " + messages.text("launch.user-data.unknown"));
        updateSummaryText(
                value.isBlank()
                        ? messages.text("launch.user-data.none")
                        : messages.text("launch.user-data.some", bytes));
    }
}
