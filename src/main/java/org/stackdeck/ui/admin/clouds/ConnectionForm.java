package org.stackdeck.ui.admin.clouds;

import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.connection.CloudSetting;
import org.stackdeck.cloud.connection.CloudSettings;
import org.stackdeck.cloud.connection.PersistedSettings.ReadablePart;
import org.stackdeck.connections.CloudConnection;
import org.stackdeck.connections.CloudConnectionService.EnteredSettings;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.help.ExplainButton;
import org.stackdeck.ui.help.Term;
import org.stackdeck.ui.i18n.Messages;

/** Fields of a connection. Stored secrets are never shown. An empty field keeps the stored secret. */
final class ConnectionForm extends Div {

    private static final Set<CloudSetting> MAIN = EnumSet.of(
            CloudSetting.AUTH_URL,
            CloudSetting.USERNAME,
            CloudSetting.USER_DOMAIN_NAME,
            CloudSetting.PASSWORD,
            CloudSetting.PROJECT_NAME,
            CloudSetting.PROJECT_DOMAIN_NAME,
            CloudSetting.APPLICATION_CREDENTIAL_ID,
            CloudSetting.APPLICATION_CREDENTIAL_SECRET,
            CloudSetting.REGION_NAME);

    private static final Set<CloudSetting> OF_APPLICATION_CREDENTIAL = EnumSet.of(
            CloudSetting.APPLICATION_CREDENTIAL_ID,
            CloudSetting.APPLICATION_CREDENTIAL_NAME,
            CloudSetting.APPLICATION_CREDENTIAL_SECRET);

    private static final Set<CloudSetting> OF_PASSWORD = EnumSet.of(
            CloudSetting.PASSWORD,
            CloudSetting.PROJECT_NAME,
            CloudSetting.PROJECT_ID,
            CloudSetting.PROJECT_DOMAIN_NAME,
            CloudSetting.PROJECT_DOMAIN_ID);

    private static final Set<CloudSetting> OF_USER = EnumSet.of(
            CloudSetting.USERNAME, CloudSetting.USER_ID, CloudSetting.USER_DOMAIN_NAME, CloudSetting.USER_DOMAIN_ID);

    private static final String NOT_VERIFIED = "false";

    private final Messages messages;
    private final transient @Nullable CloudConnection stored;
    private final TextField name = new TextField();
    private final Select<String> authType = new Select<>();
    private final Checkbox verify = new Checkbox();
    private final Checkbox notified = new Checkbox();
    private final Map<CloudSetting, AbstractField<?, String>> fields = new EnumMap<>(CloudSetting.class);
    private final NativeDetails more;
    /** Name from the last pasted text; empty for none. */
    private String filledName = "";

    /** @param stored null for a new connection */
    ConnectionForm(Messages messages, @Nullable CloudConnection stored) {
        this.messages = messages;
        this.stored = stored;
        addClassName("fields");
        name.setLabel(messages.text("clouds.name"));
        name.setMaxLength(CloudSettings.MAX_NAME_LENGTH);
        name.setHelperText(messages.text(stored == null ? "clouds.name.form" : "clouds.name.fixed"));
        name.setReadOnly(stored != null);
        name.setManualValidation(true);
        authType.setLabel(messages.text("clouds.setting.auth_type"));
        authType.setItems(CloudSettings.PASSWORD_TYPE, CloudSettings.APPLICATION_CREDENTIAL_TYPE);
        authType.setItemLabelGenerator(type -> messages.text("clouds.auth-type." + type));
        authType.setValue(CloudSettings.PASSWORD_TYPE);
        authType.addValueChangeListener(_ -> updateVisibility());
        verify.setLabel(messages.text("clouds.setting.verify"));
        verify.setValue(true);
        notified.setLabel(messages.text("clouds.notifications.keep"));
        notified.setVisible(stored != null && stored.notified());
        notified.setValue(stored != null && stored.notified());
        Div advanced = StyledElements.div("fields");
        add(name);
        for (CloudSetting setting : CloudSetting.values()) {
            if (setting == CloudSetting.AUTH_TYPE || setting == CloudSetting.VERIFY) {
                continue;
            }
            AbstractField<?, String> field = createField(setting);
            fields.put(setting, field);
            field.addValueChangeListener(_ -> setError(field, ""));
            (MAIN.contains(setting) ? this : advanced).add(field);
            if (setting == CloudSetting.AUTH_URL) {
                add(ExplainButton.beside(authType, Term.APPLICATION_CREDENTIAL, messages));
            }
        }
        field(CloudSetting.APPLICATION_CREDENTIAL_NAME).addValueChangeListener(_ -> updateVisibility());
        advanced.add(notified, verify);
        more = new NativeDetails(messages.text("clouds.more"), advanced);
        add(more);
        if (stored != null) {
            write(stored.name(), stored.settings().values());
        }
        updateVisibility();
    }

    private AbstractField<?, String> createField(CloudSetting setting) {
        String label = messages.text("clouds.setting." + setting.key());
        String helper =
                messages.findText("clouds.setting." + setting.key() + ".note").orElse("");
        if (setting == CloudSetting.CA_CERTIFICATES) {
            TextArea area = new TextArea(label);
            area.setMaxLength(setting.maxLength());
            area.setMaxRows(8);
            area.addClassName("code-area");
            area.setManualValidation(true);
            area.setHelperText(helper);
            return area;
        }
        if (setting.isSecret()) {
            PasswordField field = new PasswordField(label);
            field.setMaxLength(setting.maxLength());
            field.setAutocomplete(Autocomplete.NEW_PASSWORD);
            field.setManualValidation(true);
            field.setHelperText(
                    stored == null || stored.readable() != ReadablePart.ALL
                            ? helper
                            : messages.text("clouds.secret.stored"));
            return field;
        }
        TextField field = new TextField(label);
        field.setMaxLength(setting.maxLength());
        field.setAutocomplete(Autocomplete.OFF);
        field.setManualValidation(true);
        field.setHelperText(helper);
        return field;
    }

    /**
     * Replaces the settings with the settings of a pasted text. Keeps the name of a stored connection and a name that
     * the user entered.
     */
    void fill(String pastedName, Map<CloudSetting, String> values) {
        fields.values().forEach(AbstractField::clear);
        setError(name, "");
        String present = name.getValue();
        if (stored == null && (present.isBlank() || present.equals(filledName))) {
            filledName = toName(pastedName);
            present = filledName;
        }
        write(present, values);
        updateVisibility();
    }

    private static String toName(String pasted) {
        String cleaned = pasted.strip().replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[._-]+", "");
        return cleaned.length() > CloudSettings.MAX_NAME_LENGTH
                ? cleaned.substring(0, CloudSettings.MAX_NAME_LENGTH)
                : cleaned;
    }

    private void write(String connectionName, Map<CloudSetting, String> values) {
        name.setValue(connectionName);
        values.forEach((setting, value) -> {
            AbstractField<?, String> field = fields.get(setting);
            if (field != null) {
                field.setValue(value);
                more.setOpen(more.isOpen() || !MAIN.contains(setting));
            }
        });
        verify.setValue(!NOT_VERIFIED.equals(values.get(CloudSetting.VERIFY)));
        authType.setValue(
                CloudSettings.authType(values).equals(CloudSettings.APPLICATION_CREDENTIAL_TYPE)
                        ? CloudSettings.APPLICATION_CREDENTIAL_TYPE
                        : CloudSettings.PASSWORD_TYPE);
    }

    /**
     * Enters certificates in PEM format. Stackdeck then trusts them instead of the certificates of the Java runtime.
     */
    void trust(String certificates) {
        field(CloudSetting.CA_CERTIFICATES).setValue(certificates);
        more.setOpen(true);
    }

    private void updateVisibility() {
        fields.forEach((setting, field) -> field.setVisible(isUsed(setting)));
    }

    private boolean isUsed(CloudSetting setting) {
        boolean withApplicationCredential = authType.getValue().equals(CloudSettings.APPLICATION_CREDENTIAL_TYPE);
        if (!withApplicationCredential) {
            return !OF_APPLICATION_CREDENTIAL.contains(setting);
        }
        // The ID of an application credential identifies its user. The name does not, and requires the user.
        boolean byName = !field(CloudSetting.APPLICATION_CREDENTIAL_NAME).isEmpty();
        return !OF_PASSWORD.contains(setting) && (byName || !OF_USER.contains(setting));
    }

    private AbstractField<?, String> field(CloudSetting setting) {
        return Objects.requireNonNull(fields.get(setting));
    }

    /** Returns whether the name is valid, and shows an error if it is not. */
    boolean hasValidName() {
        boolean valid = CloudSettings.isValidName(name.getValue().strip());
        setError(name, valid ? "" : messages.text("clouds.name.form"));
        if (!valid) {
            name.focus();
        }
        return valid;
    }

    void showNameError(String error) {
        setError(name, error);
        name.focus();
    }

    /** Shows an error at the field of a setting. Returns whether the setting has a visible field. */
    boolean showError(CloudSetting setting, String error) {
        AbstractField<?, String> field = fields.get(setting);
        if (field == null || !isUsed(setting)) {
            return false;
        }
        setError(field, error);
        more.setOpen(more.isOpen() || !MAIN.contains(setting));
        if (field instanceof Focusable<?> focusable) {
            focusable.focus();
        }
        return true;
    }

    void clearErrors() {
        fields.values().forEach(field -> setError(field, ""));
    }

    private static void setError(AbstractField<?, String> field, String error) {
        if (field instanceof HasValidationProperties validated) {
            validated.setInvalid(!error.isEmpty());
            validated.setErrorMessage(error);
        }
    }

    /**
     * Returns the entered settings.
     *
     * @throws IllegalArgumentException if the name is invalid, or a value is too long
     */
    EnteredSettings read() {
        Map<CloudSetting, String> values = new EnumMap<>(CloudSetting.class);
        fields.forEach((setting, field) -> {
            if (isUsed(setting)) {
                values.put(
                        setting,
                        setting.isSecret() ? field.getValue() : field.getValue().strip());
            }
        });
        values.put(CloudSetting.AUTH_TYPE, authType.getValue());
        if (!verify.getValue()) {
            values.put(CloudSetting.VERIFY, NOT_VERIFIED);
        }
        return new EnteredSettings(
                new CloudSettings(name.getValue().strip(), values),
                stored == null ? 0 : stored.version(),
                notified.getValue());
    }
}
