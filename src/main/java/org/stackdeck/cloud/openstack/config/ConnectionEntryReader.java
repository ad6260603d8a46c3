package org.stackdeck.cloud.openstack.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.stackdeck.cloud.connection.CloudConnector;
import org.stackdeck.cloud.connection.CloudSetting;
import org.stackdeck.cloud.connection.CloudSettings;
import org.stackdeck.cloud.connection.PersistedSettings;

/** Reads the settings of stored connections as cloud entries. */
public final class ConnectionEntryReader {

    private ConnectionEntryReader() {}

    /** @throws InvalidEntryException if a setting is missing or invalid */
    public static CloudEntry read(CloudSettings settings) {
        CloudEntryFields fields = fields(settings);
        if (hasUserInfo(settings.value(CloudSetting.AUTH_URL))) {
            // A password in the address would be stored and displayed in clear text.
            throw fields.invalid("auth_url", "http(s)://host");
        }
        return CloudEntryReader.read(fields);
    }

    /**
     * Reads an entry. The result is invalid if a setting is invalid, if the stored settings are damaged, or if a fixed
     * entry has the same name. An entry whose secrets cannot be read is valid but has a {@link CloudEntry#problem}.
     *
     * @param fixedNames names of the entries in files and environment variables
     */
    public static ParsedEntry parse(PersistedSettings stored, Set<String> fixedNames) {
        CloudSettings settings = stored.settings();
        String authType = CloudSettings.authType(settings.values());
        if (fixedNames.contains(settings.name())) {
            return new ParsedEntry.Invalid(
                    settings.name(),
                    CloudConnector.SOURCE,
                    authType,
                    EntryRemarkType.ENTRY_NAMED_TWICE.toRemark(CloudConnector.SOURCE, settings.name(), "clouds.yaml"));
        }
        try {
            return switch (stored.readable()) {
                case ALL -> new ParsedEntry.Valid(read(settings));
                case WITHOUT_SECRETS ->
                    new ParsedEntry.Valid(read(settings.with(settings.credential(), "unknown"))
                            .withUnreadableSecrets());
                case NAME ->
                    new ParsedEntry.Invalid(
                            settings.name(),
                            CloudConnector.SOURCE,
                            "",
                            EntryRemarkType.SETTINGS_UNREADABLE.toRemark(CloudConnector.SOURCE, settings.name()));
            };
        } catch (InvalidEntryException e) {
            return new ParsedEntry.Invalid(settings.name(), CloudConnector.SOURCE, authType, e.remark());
        }
    }

    private static CloudEntryFields fields(CloudSettings settings) {
        Map<String, Object> keys = new HashMap<>();
        settings.values().forEach((setting, value) -> keys.put(setting.key(), value));
        Object url = keys.remove(CloudSetting.NOTIFICATIONS_URL.key());
        if (url != null) {
            keys.put(BrokerConfigReader.KEY, Map.of("url", url));
        }
        return new CloudEntryFields(settings.name(), CloudConnector.SOURCE, keys);
    }

    private static boolean hasUserInfo(String url) {
        try {
            return new URI(url.strip()).getRawUserInfo() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
